// title: Denied events in which an actor has a role
// parameter a: actor, who has a role, itself or by something OF it in the event's own document
// parameter types: texts, types of events
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// example: goodoffices questions left-out-of -p a=Iran -p types='["negotiation", "mediation"]'
// Each is told as its verdict, its first day and its id.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {verdict: 'denied'}]-(:Event)
WHERE c.type IN $types AND any(role IN c.roles WHERE role <> 'about')
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(c.date_start >= $first AND c.date_end <= $last, false)
    ELSE coalesce(c.date_end, '~') >= $first AND coalesce(c.date_start, '') <= $last END)
  AND ($statuses IS NULL OR c.status IN $statuses)
RETURN collect(DISTINCT c.verdict + ' ' + coalesce(c.date_start, '') + ' ' + c.event_id) AS events
