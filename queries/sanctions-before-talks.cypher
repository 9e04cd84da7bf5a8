// title: Sanctions of one actor on another, and talks of the two within some days after
// group: brokerage
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, at most so many days between them, 180 unless given (optional)
// rows: pairs
// example: goodoffices questions sanctions-before-talks -p a=Iran -p b=USA -p days=365
// A sanction in force, by either on the other, comes before talks (held, halted, failed) of the two that surely began on
// its last day or later. The days are counted from there, as few as the dates allow. A sequence in time, in which the
// one need not have led to the other. Only what somebody affirms.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE r.role IN ['sender', 'target', 'party']
  AND e.merged_into IS NULL
  AND e.relation IN ['SANCTIONS', 'NEGOTIATES_WITH'] AND e.status IN ['in_force', 'held', 'halted', 'failed']
WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f, role: r.role}) AS told
WHERE any(x IN told WHERE x.side = 'one') AND any(x IN told WHERE x.side = 'other')
UNWIND told AS x
WITH e, x, x.filler AS f
WHERE f.id IN x.ids OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN x.ids)
}
WITH e,
  collect(DISTINCT CASE x.side WHEN 'one'
    THEN {id: f.id, name: f.name, stated: f.id IN x.ids, role: x.role} END) AS one,
  collect(DISTINCT CASE x.side WHEN 'other'
    THEN {id: f.id, name: f.name, stated: f.id IN x.ids, role: x.role} END) AS other
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
