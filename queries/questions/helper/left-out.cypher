// title: Events that make no channel: denied ones, and mediations that took place by nobody who is named
// parameter types: texts, types of events
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// example: goodoffices questions left-out -p types='["negotiation", "mediation"]'
// Each is told as its verdict, its first day and its id.
MATCH (e:Event {verdict: 'denied'})
WHERE e.merged_into IS NULL AND e.type IN $types
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(e.date_start >= $first AND e.date_end <= $last, false)
    ELSE coalesce(e.date_end, '~') >= $first AND coalesce(e.date_start, '') <= $last END)
  AND ($statuses IS NULL OR e.status IN $statuses)
RETURN collect(e.verdict + ' ' + coalesce(e.date_start, '') + ' ' + e.id) AS events
UNION ALL
MATCH (e:Event {type: 'mediation'})
WHERE e.relation IS NULL AND e.verdict IN ['asserted', 'disputed'] AND e.status IN ['held', 'halted', 'failed']
  AND e.merged_into IS NULL
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(e.date_start >= $first AND e.date_end <= $last, false)
    ELSE coalesce(e.date_end, '~') >= $first AND coalesce(e.date_start, '') <= $last END)
  AND ($statuses IS NULL OR e.status IN $statuses)
  AND NOT e.has_mediator
RETURN collect(e.verdict + ' ' + coalesce(e.date_start, '') + ' ' + e.id) AS events
