// title: Derived edges that these events give
// parameter ids: events, their ids
// example: goodoffices questions page-edges-among -p ids='["0123456789abcdef0123"]'
// One part for each type, matched by the list and without labels at the ends, and none of it in a subquery: so both
// servers begin with the index on event_id. Rows come by type, and of one type by event.
MATCH (x)-[r:MEDIATES]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
UNION ALL
MATCH (x)-[r:NEGOTIATES_WITH]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
UNION ALL
MATCH (x)-[r:PROPOSES_MEDIATION]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
UNION ALL
MATCH (x)-[r:PROPOSES_TALKS]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
UNION ALL
MATCH (x)-[r:SANCTIONS]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
UNION ALL
MATCH (x)-[r:THREATENS_SANCTIONS]->(y) WHERE r.event_id IN $ids
RETURN type(r) AS type, x.id AS source, y.id AS target, r.event_id AS event_id, r.level AS level, r.status AS status,
  r.verdict AS verdict, r.date AS date, r.date_start AS date_start, r.date_end AS date_end, r.through AS through
ORDER BY event_id, source, target
