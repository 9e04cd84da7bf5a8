// title: Direct and indirect talks of two actors, year by year
// group: time
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices questions directness -p a=Iran -p b="Saudi Arabia"
// Negotiations that took place (held, halted, failed) and that somebody affirms. One row per year with how many were
// direct, indirect, or of neither in the words of the text ("unknown"), of which "disputed" by somebody, and the events
// themselves. An event whose dates do not lie within one year is never split: such events have a row "spanning", and
// those without a date "no date". Messages that a mediator carried are mediations and are not counted here.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'negotiation'})
WHERE r.role = 'party'
  AND e.merged_into IS NULL
  AND e.status IN ['held', 'halted', 'failed']
WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f}) AS told
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
  collect(DISTINCT CASE x.side WHEN 'one' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS one,
  collect(DISTINCT CASE x.side WHEN 'other' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.directness AS directness, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
