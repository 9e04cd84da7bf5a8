// title: All events
// group: helper
// example: goodoffices questions page-events
MATCH (e:Event)
WHERE e.merged_into IS NULL
RETURN e.id AS event_id, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict
ORDER BY event_id
