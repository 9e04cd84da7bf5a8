// title: All derived edges
// example: goodoffices questions page-edges
MATCH (x:Actor)-[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]->(y:Actor)
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, type, source, target
