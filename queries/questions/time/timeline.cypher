// title: The events that concern an actor, or both of two, in order
// command: a b --picture
// parameter a: actor, whose events
// parameter b: actor, whom they concern too (optional)
// rows: timeline.py
// example: goodoffices timeline Iran
// An event concerns an actor that holds any role in it, or in the event that it is about, itself or through something
// OF it in the event's own document. One row per event.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b)
WITH c, CASE WHEN $b IS NOT NULL THEN COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND d.fillers AS filler RETURN filler
  } END AS other
WHERE $b IS NULL OR size(other) > 0
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.has_mediator AS has_mediator, c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id,
  c.fillers AS one, other
ORDER BY date_start, event_id
