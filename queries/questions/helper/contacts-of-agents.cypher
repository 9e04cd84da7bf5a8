// title: Contacts of an actor with officials that act for nobody
// parameter a: actor, whose contacts
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// parameter verdicts: texts, the verdicts that count (optional)
// parameter level: text, stated if nothing rolled up counts (optional)
// example: goodoffices questions contacts-of-agents -p a=Iran
// As in contacts.
MATCH (y:Actor {kind: 'official'})
WHERE NOT EXISTS { MATCH (y)-[:OF|SAME_OF]->(:Actor) }
MATCH (y)-[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_MEDIATION|SANCTIONS]-(x:Actor)
WHERE x.id IN $a AND (type(r) <> 'SANCTIONS' OR r.status = 'in_force')
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(r.date_start >= $first AND r.date_end <= $last, false)
    ELSE coalesce(r.date_end, '~') >= $first AND coalesce(r.date_start, '') <= $last END)
  AND ($statuses IS NULL OR r.status IN $statuses)
  AND ($verdicts IS NULL OR r.verdict IN $verdicts)
  AND ($level IS NULL OR r.level = $level)
RETURN CASE WHEN type(r) = 'MEDIATES' AND r.status = 'rejected' THEN 'PROPOSES_MEDIATION' ELSE type(r) END AS type,
  startNode(r).id = x.id AS outgoing,
  collect(y.id + ' ' + r.verdict + ' ' + coalesce(r.date_start, '') + ' ' + r.event_id) AS events
ORDER BY type, outgoing
