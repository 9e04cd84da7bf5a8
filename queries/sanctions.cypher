// title: Sanctions with their life cycle: threatened, in force, eased, waived, lapsed, lifted
// group: brokerage
// parameter a: actor, who imposes (optional)
// parameter b: actor, on whom (optional)
// rows: view
// example: goodoffices sanctions --on Iran
// The sender or target is the actor itself, or something OF it in the event's own document. One row per event.
CALL {
  MATCH (e:Event {type: 'sanction'})
  WHERE $a IS NULL AND $b IS NULL AND e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', role: 'sender', ids: $a}, {side: 'other', role: 'target', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  WITH asked, f, CASE WHEN f.id IN asked.ids THEN null ELSE COLLECT {
      MATCH (d:Document)-[n:NAMES|SAME_NAMES]->(f) WHERE any(of IN n.of WHERE of IN asked.ids) RETURN d.id
    } END AS telling
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'sanction'})
  WHERE r.role = asked.role AND e.merged_into IS NULL
    AND (telling IS NULL OR any(key IN e.documents WHERE key IN telling))
  WITH e,
    collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS other
  WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
    AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
  RETURN e, one, other
}
RETURN e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
