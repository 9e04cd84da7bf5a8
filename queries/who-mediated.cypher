// title: Who mediated, or offered to, between two actors
// group: mediation
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices who-mediated Iran "Saudi Arabia"
// A side holds the role of party itself, or something OF it does in the event's own document. The two sides are
// different actors. One row per mediator, as the text names it, and event; the mediator is null where it names none.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN {role: 'party'}]->(e:Event {type: 'mediation'})
WHERE e.merged_into IS NULL
WITH DISTINCT e
WITH e,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'party'}]->(e)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
    RETURN {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'party'}]->(e)
    WHERE f.id IN $b OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $b)
    }
    RETURN {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN m.name AS mediator, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, m.id AS mediator_id, one, other
ORDER BY date_start, event_id, mediator_id
