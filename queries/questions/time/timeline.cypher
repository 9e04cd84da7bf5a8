// title: The events that concern an actor, or both of two, in order
// command: a b --picture
// parameter a: actor, whose events
// parameter b: actor, whom they concern too (optional)
// rows: timeline.py
// example: goodoffices timeline Iran
// An event concerns an actor that holds any role in it, or in the event that it is about, itself or through something
// OF it in the event's own document. One row per event.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
UNWIND c.fillers AS filler
WITH e,
  collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE size(one) > 0 AND ($b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
