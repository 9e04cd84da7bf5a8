// title: Who represented an actor in talks with another
// group: mediation
// parameter a: actor, who was represented
// parameter b: actor, the other side
// rows: view
// order: time
// example: goodoffices questions representatives -p a=USA -p b=Iran
// One row per representative and event: who acts for the first actor, in a document of the event itself, and was a
// party of a negotiation or mediation that took place and in which the second, or who acts for it, was a party too. Who
// acted for it elsewhere, earlier or later is none, and nobody represents anybody in talks that were only offered or
// were refused.
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
WHERE any(x IN one WHERE NOT x.stated AND any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
