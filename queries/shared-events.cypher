// title: Events in which two of these actors take part, themselves or through something OF them, that may lie in a time
// group: helper
// parameter ids: texts, ids of actors
// parameter start: day, the first day (optional)
// parameter end: date, the last day (optional)
// example: goodoffices questions shared-events -p ids='["0123456789abcdef0123"]' -p start=2018 -p end=2019
UNWIND $ids AS id
MATCH (x:Actor {id: id})
WITH id, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH f, collect(DISTINCT id) AS asked
MATCH (f)-[:ROLE_IN]->(held:Event)
MATCH (held)<-[:ABOUT_EVENT*0..1]-(e:Event)
WHERE e.merged_into IS NULL AND ($start IS NULL OR e.date_end IS NULL OR e.date_end >= $start)
  AND ($end IS NULL OR e.date_start IS NULL OR e.date_start <= $end)
WITH e, collect(DISTINCT {filler: f, asked: asked}) AS told
WHERE size(told) > 1
UNWIND told AS one
WITH e, one.filler AS f, one.asked AS asked
WITH e, f, COLLECT {
    UNWIND e.documents AS key
    MATCH (d:Document {id: key})
    MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
    UNWIND n.of AS side
    WITH DISTINCT side WHERE side IN asked
    RETURN side
  } AS of
WHERE f.id IN $ids OR size(of) > 0
WITH e, collect({id: f.id, name: f.name, of: of}) AS held
WHERE size(held) > 1
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, held
ORDER BY date_start, event_id
