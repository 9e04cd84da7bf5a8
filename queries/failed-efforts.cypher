// title: Talks and mediations that failed, were halted or refused, and who is blamed by whom
// group: success
// parameter a: actor, one side (optional)
// parameter b: actor, the other side (optional)
// rows: view
// example: goodoffices questions failed-efforts -p a=Argentina
// One row per negotiation or mediation with the status failed, halted or rejected, or that names who refused it.
// "blamed" has each actor whom a claim holds responsible for it: "by" affirm that, "denied_by" deny it, "left_open_by"
// say neither, each the deepest speaker of a claim in the row. "refused_by" are those who turned it down; that is no
// blame.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
    AND (e.status IN ['failed', 'halted', 'rejected'] OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'rejecter'}]->(e) })
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event)
  WHERE (r.role = 'party' OR (r.role = 'requester' AND e.type = 'negotiation'))
    AND e.merged_into IS NULL
    AND e.type IN ['negotiation', 'mediation']
    AND (e.status IN ['failed', 'halted', 'rejected'] OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'rejecter'}]->(e) })
  WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f}) AS told
  WHERE ($a IS NULL OR any(x IN told WHERE x.side = 'one'))
    AND ($b IS NULL OR any(x IN told WHERE x.side = 'other'))
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
  WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
    AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
  RETURN e, one, other
}
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
