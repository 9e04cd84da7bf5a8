// title: Channels of officials and groups that act for nobody, and of those named
// parameter agents: texts, the kinds whose acts count for whom they act for
// parameter named: texts, ids of officials and groups that count for themselves whomever they act for
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// parameter verdicts: texts, the verdicts that count (optional)
// parameter level: text, stated if nothing rolled up counts (optional)
// example: goodoffices questions ties-of-agents -p agents='["official", "group"]' -p named='[]'
// As in ties, a row for either end; agent tells whether the other one is an official or group itself.
CALL {
  UNWIND $named AS id MATCH (x:Actor {id: id}) RETURN x
  UNION
  MATCH (x:Actor) WHERE x.kind IN $agents AND NOT EXISTS { MATCH (x)-[:OF|SAME_OF]->(:Actor) } RETURN x
}
MATCH (x)-[r:NEGOTIATES_WITH|MEDIATES]-(y:Actor)
WHERE r.status <> 'rejected'
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(r.date_start >= $first AND r.date_end <= $last, false)
    ELSE coalesce(r.date_end, '~') >= $first AND coalesce(r.date_start, '') <= $last END)
  AND ($statuses IS NULL OR r.status IN $statuses)
  AND ($verdicts IS NULL OR r.verdict IN $verdicts)
  AND ($level IS NULL OR r.level = $level)
RETURN x.id AS source, y.id AS target, y.kind IN $agents AS agent,
  collect(r.verdict + ' ' + coalesce(r.date_start, '') + ' ' + r.event_id) AS events
ORDER BY source, target
