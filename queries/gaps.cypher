// title: The longest times without any channel between two
// group: success
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices questions gaps -p a=Iran -p b=USA
// One row per time in which surely none of the talks and mediations that took place between the two fell, longest
// first: from the latest day on which all before were surely over ("first" is the one that may have lasted so long) to
// the earliest on which the next may have begun ("then"), "days_least" apart. So that a gap is sure, what is disputed
// or unconfirmed, mediation without a named mediator and a mediator who went and was turned away count as channels;
// what is denied does not, nor does an agreement by itself. An open end reaches as far as it takes. Events without any
// date are left out and counted: one of them may lie in a gap. Before the first channel and after the last no gap is
// told, and of channels that no document tells of nothing is known.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE r.role = 'party'
  AND e.merged_into IS NULL
  AND e.type IN ['negotiation', 'mediation']
  AND (e.status IN ['held', 'halted', 'failed'] OR (e.type = 'mediation' AND e.status = 'rejected'))
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
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  true AS has_mediator, one, other
ORDER BY date_start, event_id
