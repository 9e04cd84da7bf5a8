// title: Mediations that an actor refused, and whose they were
// group: helper
// parameter a: actor, who refused
// example: goodoffices questions refusals -p a=Iran
// The actor refused itself, or something OF it did in the event's own document, unless the event was unofficial.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN {role: 'rejecter'}]->(e:Event {type: 'mediation'})
WHERE e.merged_into IS NULL AND e.relation IS NOT NULL
WITH DISTINCT e, filler
WHERE filler.id IN $a OR (coalesce(e.formality, '') <> 'unofficial' AND EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(filler)
  WHERE any(of IN n.of WHERE of IN $a)
})
WITH e, collect(filler.id) AS refusing
MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN e.id AS event_id, e.status AS status, e.verdict AS verdict, e.date_start AS date_start, e.date_end AS date_end,
  e.formality AS formality, any(id IN refusing WHERE id IN $a) AS stated, m.id AS mediator_id, m.kind AS kind, COLLECT {
    UNWIND e.documents AS key
    MATCH (d:Document {id: key})
    MATCH (d)-[n:NAMES|SAME_NAMES]->(m)
    UNWIND n.of AS side
    RETURN DISTINCT side
  } AS of
ORDER BY event_id, mediator_id
