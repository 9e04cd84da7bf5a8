// title: Every claim and quote of one event, and who says so
// command: event
// parameter event: text, an event's id or the beginning of one
// rows: evidence.py
// example: goodoffices evidence f8e6037a -f markdown
MATCH (told:Event)
WHERE told.id STARTS WITH $event
RETURN DISTINCT coalesce(told.merged_into, told.id) AS event_id
ORDER BY event_id
LIMIT 11
