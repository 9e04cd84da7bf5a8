// title: The events whose id begins so
// group: see
// parameter event: text, an event's id or the beginning of one
// example: goodoffices evidence 0123456789abcdef0123
MATCH (e:Event)
WHERE e.id STARTS WITH $event
RETURN e.id AS event_id, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict
ORDER BY event_id
LIMIT 11
