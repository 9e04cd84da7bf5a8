// title: Derived edges that touch an actor, or something OF it
// parameter a: actor, whose edges
// example: goodoffices questions page-edges-of -p a=Oman
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS ends
UNWIND ends AS end
MATCH (end)-[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]-(:Actor)
WITH DISTINCT r
WITH r, startNode(r) AS x, endNode(r) AS y
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, type, source, target
