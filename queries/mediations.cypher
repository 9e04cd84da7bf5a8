// title: What an actor mediated, or offered to
// group: mediation
// parameter a: actor, the mediator
// rows: view
// example: goodoffices mediations Oman
// The actor mediates itself, or something OF it does in the event's own document. One row per mediator, as the text
// names it, and event.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN {role: 'mediator'}]->(e:Event {type: 'mediation'})
WHERE e.merged_into IS NULL
WITH DISTINCT e
MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
WHERE m.id IN $a OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(m)
  WHERE any(of IN n.of WHERE of IN $a)
}
RETURN m.name AS mediator, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, m.id AS mediator_id,
  [{id: m.id, name: m.name, stated: m.id IN $a}] AS one
ORDER BY date_start, event_id, mediator_id
