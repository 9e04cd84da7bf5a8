// title: Who talked with an actor, mediated for it or offered to, or stands against it by sanctions
// parameter a: actor, whose contacts
// parameter agents: texts, the kinds whose acts count for whom they act for
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// parameter verdicts: texts, the verdicts that count (optional)
// parameter level: text, stated if nothing rolled up counts (optional)
// example: goodoffices questions contacts -p a=Iran -p agents='["official", "group"]'
// An event is told as who is at its other end, its verdict, its first day and its id. A mediator who was turned away counts as having offered.
// Outgoing are sanctions by the actor, and talks, which have no direction, where its id is the smaller one.
UNWIND $a AS id
MATCH (x:Actor {id: id})-[r:NEGOTIATES_WITH|SANCTIONS]->(y:Actor)
WHERE NOT y.kind IN $agents AND (type(r) <> 'SANCTIONS' OR r.status = 'in_force')
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(r.date_start >= $first AND r.date_end <= $last, false)
    ELSE coalesce(r.date_end, '~') >= $first AND coalesce(r.date_start, '') <= $last END)
  AND ($statuses IS NULL OR r.status IN $statuses)
  AND ($verdicts IS NULL OR r.verdict IN $verdicts)
  AND ($level IS NULL OR r.level = $level)
RETURN type(r) AS type, true AS outgoing,
  collect(y.id + ' ' + r.verdict + ' ' + coalesce(r.date_start, '') + ' ' + r.event_id) AS events
UNION ALL
UNWIND $a AS id
MATCH (x:Actor {id: id})<-[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_MEDIATION|SANCTIONS]-(y:Actor)
WHERE NOT y.kind IN $agents AND (type(r) <> 'SANCTIONS' OR r.status = 'in_force')
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(r.date_start >= $first AND r.date_end <= $last, false)
    ELSE coalesce(r.date_end, '~') >= $first AND coalesce(r.date_start, '') <= $last END)
  AND ($statuses IS NULL OR r.status IN $statuses)
  AND ($verdicts IS NULL OR r.verdict IN $verdicts)
  AND ($level IS NULL OR r.level = $level)
RETURN CASE WHEN type(r) = 'MEDIATES' AND r.status = 'rejected' THEN 'PROPOSES_MEDIATION' ELSE type(r) END AS type,
  false AS outgoing,
  collect(y.id + ' ' + r.verdict + ' ' + coalesce(r.date_start, '') + ' ' + r.event_id) AS events
