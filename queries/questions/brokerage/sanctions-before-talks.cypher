// title: Sanctions of one actor on another, and talks of the two within some days after
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, at most so many days between them, 180 unless given (optional)
// rows: pairs
// example: goodoffices questions sanctions-before-talks -p a=Iran -p b=USA -p days=365
// A sanction in force, by either on the other, comes before talks (held, halted, failed) of the two that surely began on
// its last day or later. The days are counted from there, as few as the dates allow. A sequence in time, in which the
// one need not have led to the other. Only what somebody affirms.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.relation IN ['SANCTIONS', 'NEGOTIATES_WITH'] AND c.status IN ['in_force', 'held', 'halted', 'failed']
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND range(0, size(c.roles) - 1) AS i
WITH e, asked, {id: c.fillers[i], stated: c.fillers[i] IN asked.ids, role: c.roles[i]} AS filler
WHERE filler.role IN ['sender', 'target', 'party']
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN filler END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN filler END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id AND (x.role <> y.role OR x.role = 'party')))
WITH collect({type: e.type, date: e.date, status: e.status, verdict: e.verdict, relation: e.relation,
  date_start: e.date_start, date_end: e.date_end, event_id: e.id, one: one, other: other}) AS found
UNWIND [x IN found WHERE x.type = 'sanction' AND x.date_end IS NOT NULL] AS first
UNWIND [x IN found WHERE x.type = 'negotiation' AND x.date_start >= first.date_end] AS then
WITH first, then
WHERE duration.inDays(date(first.date_end), date(then.date_start)).days <= coalesce($days, 180)
RETURN first.type AS type, first.date AS date, first.status AS status, first.verdict AS verdict,
  first.relation AS relation, first.date_start AS date_start, first.date_end AS date_end, first.event_id AS event_id,
  first.one AS one, first.other AS other, then
ORDER BY date_start, event_id, then.date_start, then.event_id
