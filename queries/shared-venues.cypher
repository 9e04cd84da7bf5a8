// title: Places and hosts that had both sides as their guests
// group: mediation
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: events
// order: time
// example: goodoffices questions shared-venues -p a=Iran -p b=USA
// One row per event that took place, that names a host or a place, and in which both sides are party, signatory, envoy
// or addressee. "hosts" and "places" say where; who has both as guests does not mediate by that, whoever did is among
// the participants as mediator. A venue that was only offered, or that had one side alone, is none.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE r.role IN ['party', 'signatory', 'envoy', 'addressee']
  AND e.merged_into IS NULL
  AND e.type IN ['negotiation', 'mediation', 'agreement', 'relations'] AND e.status IN ['held', 'halted', 'failed']
  AND (EXISTS { MATCH (e)-[:AT]->(:Place) } OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'host'}]->(e) })
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
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
