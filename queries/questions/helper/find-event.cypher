// title: The events whose id begins so, those too that were judged to be one with others
// parameter event: text, an event's id or the beginning of one
// example: goodoffices questions find-event -p event=0123456789abcdef0123
MATCH (e:Event)
WHERE e.id STARTS WITH $event
RETURN e.id AS id, e.type AS type, e.status AS status, e.date AS date, e.members AS members
ORDER BY id
LIMIT 11
