// title: Efforts with several mediators
// group: mediation
// parameter a: actor, one party (optional)
// parameter b: actor, the other party (optional)
// rows: view
// example: goodoffices questions joint-mediations -p a=Colombia
// One row per event that names two mediators or more, all in "mediators". One who acts for another of them in that text
// is not counted beside it (a sultan and his country are one mediator), nor are two actors that were judged to be one.
// An unnamed group counts as one, since nobody tells who is in it.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
    AND COUNT { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } > 1
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'mediation'})
  WHERE r.role = 'party'
    AND e.merged_into IS NULL
    AND COUNT { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } > 1
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
  true AS has_mediator, one, other
ORDER BY date_start, event_id
