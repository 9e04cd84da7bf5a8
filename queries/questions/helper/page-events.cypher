// title: All events
// example: goodoffices questions page-events
MATCH (e:Event)
WHERE e.merged_into IS NULL
RETURN e.id AS event_id, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict,
  e.relation AS relation, e.date_start AS date_start, e.date_end AS date_end,
  e.has_mediator AS has_mediator
ORDER BY event_id
