// title: What an actor mediated, or offered to
// group: mediation
// parameter a: actor, the mediator
// rows: view
// example: goodoffices mediations Oman
// The actor mediates itself, or something OF it does in the event's own document. One row per mediator, as the text
// names it, and event.
UNWIND $a AS id
MATCH (x:Actor {id: id})
WITH [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT f
MATCH (f)-[:ROLE_IN {role: 'mediator'}]->(e:Event {type: 'mediation'})
WHERE e.merged_into IS NULL AND (f.id IN $a OR EXISTS {
    UNWIND e.documents AS key
    MATCH (d:Document {id: key})
    MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
    WHERE any(of IN n.of WHERE of IN $a)
  })
RETURN f.name AS mediator, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, f.id AS mediator_id,
  [{id: f.id, name: f.name, stated: f.id IN $a}] AS one
ORDER BY date_start, event_id, mediator_id
