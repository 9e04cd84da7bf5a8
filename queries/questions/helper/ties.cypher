// title: Channels between actors that speak for themselves: who talked or mediated with whom, and in which events
// parameter agents: texts, the kinds whose acts count for whom they act for
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// parameter verdicts: texts, the verdicts that count (optional)
// parameter level: text, stated if nothing rolled up counts (optional)
// example: goodoffices questions ties -p agents='["official", "group"]'
// A channel's event is told as the other end, its verdict, its first day and its id. What officials and groups did stands at those for whom
// they act. A mediator who was turned away opened no channel.
MATCH (x:Actor)-[r:NEGOTIATES_WITH|MEDIATES]->(y:Actor)
WHERE NOT x.kind IN $agents AND NOT y.kind IN $agents AND r.status <> 'rejected'
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(r.date_start >= $first AND r.date_end <= $last, false)
    ELSE coalesce(r.date_end, '~') >= $first AND coalesce(r.date_start, '') <= $last END)
  AND ($statuses IS NULL OR r.status IN $statuses)
  AND ($verdicts IS NULL OR r.verdict IN $verdicts)
  AND ($level IS NULL OR r.level = $level)
RETURN x.id AS source,
  collect(y.id + ' ' + r.verdict + ' ' + coalesce(r.date_start, '') + ' ' + r.event_id) AS events
ORDER BY source
