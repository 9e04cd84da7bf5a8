// title: Mediation that somebody requested: who asked whom
// group: mediation
// parameter a: actor, who requested (optional)
// parameter b: actor, one of the parties (optional)
// rows: view
// example: goodoffices questions requested-mediations -p a=Argentina -p b=Chile
// One row per event that names a requester, whatever became of the request: see its status. "requesters" asked
// "mediators" to mediate "between" the parties. The one who requested and the party asked about are two actors.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
    AND EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'requester'}]->(e) }
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', role: 'requester', ids: $a}, {side: 'other', role: 'party', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'mediation'})
  WHERE r.role = asked.role
    AND e.merged_into IS NULL
    AND EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'requester'}]->(e) }
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
