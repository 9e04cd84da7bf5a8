// title: The events whose id begins so
// group: see
// parameter event: text, an event's id or the beginning of one
// rows: view
// example: goodoffices evidence 0123456789abcdef0123
MATCH (told:Event)
WHERE told.id STARTS WITH $event
WITH DISTINCT coalesce(told.merged_into, told.id) AS id
MATCH (e:Event {id: id})
RETURN e.id AS event_id, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict
ORDER BY event_id
LIMIT 11
