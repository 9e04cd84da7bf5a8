// title: Sanctions with their life cycle: threatened, in force, eased, waived, lapsed, lifted
// group: brokerage
// parameter a: actor, who imposes (optional)
// parameter b: actor, on whom (optional)
// rows: view
// example: goodoffices sanctions --on Iran
// The sender or target is the actor itself, or something OF it in the event's own document. One row per event.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', role: 'sender', ids: $a}, {side: 'other', role: 'target', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'sanction'})
  WHERE r.role = asked.role
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
RETURN e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
