// title: Denied events in which an actor has a role
// group: helper
// parameter a: actor, who has a role, itself or by something OF it in the event's own document
// parameter types: texts, types of events
// parameter first: text, the first day that counts (optional)
// parameter last: text, the last day that counts, given with the first (optional)
// parameter dates: text, within if a date must lie wholly between the two days (optional)
// parameter statuses: texts, the statuses that count (optional)
// example: goodoffices questions left-out-of -p a=Iran -p types='["negotiation", "mediation"]'
// Each is told as its verdict, its first day and its id.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN]->(e:Event)
WHERE e.verdict = 'denied' AND e.merged_into IS NULL AND e.type IN $types
  AND ($first IS NULL OR CASE $dates
    WHEN 'within' THEN coalesce(e.date_start >= $first AND e.date_end <= $last, false)
    ELSE coalesce(e.date_end, '~') >= $first AND coalesce(e.date_start, '') <= $last END)
  AND ($statuses IS NULL OR e.status IN $statuses)
WITH DISTINCT filler, e
WHERE filler.id IN $a OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(filler)
  WHERE any(of IN n.of WHERE of IN $a)
}
RETURN collect(DISTINCT e.verdict + ' ' + coalesce(e.date_start, '') + ' ' + e.id) AS events
