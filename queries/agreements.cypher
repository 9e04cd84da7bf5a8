// title: Agreements, who signed them, and what became of them
// group: success
// parameter a: actor, who signed (optional)
// parameter b: actor, who signed too (optional)
// rows: view
// order: time
// example: goodoffices questions agreements -p a=USA -p b=Iran
// One row per agreement, also those that were only asked for, offered, rejected or that failed: see its status.
// "signatories" are those that a text names, "later" has the events about it, which are withdrawals from it, in time;
// those that are denied are left out and counted. An agreement of which no withdrawal is told need not be in force.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['agreement'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'agreement'})
  WHERE r.role = 'signatory'
    AND e.merged_into IS NULL
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
  one, other,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e)
    WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
