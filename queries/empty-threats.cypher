// title: Threats after which nothing surely came
// group: brokerage
// parameter a: actor, who threatened (optional)
// parameter b: actor, whom (optional)
// rows: view
// example: goodoffices questions empty-threats
// One row per sanction, coercion or withdrawal that was threatened. The statement finds these and what may have come of
// them: a sanction in force, or coercion that took place, by the same on the same; a withdrawal by the same from the
// same. Whom something is OF counts as the same. What is undated, or whose date overlaps the threat's, counts as
// possibly after it, as does what is disputed or unconfirmed: the threat is told, and "possibly_after" holds them. A
// threat of which nobody names by whom, on whom or, of a withdrawal, from what is counted and left out.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction', 'coercion', 'withdrawal'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL AND ((e.type = 'sanction' AND e.status IN ['threatened', 'in_force'])
      OR (e.type IN ['coercion', 'withdrawal'] AND e.status IN ['threatened', 'held']))
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(held:Event)
  MATCH (held)<-[:ABOUT_EVENT*0..1]-(e:Event)
  WITH asked, f, e, r.role AS role, e.id = held.id AS itself
  WHERE CASE asked.side WHEN 'one' THEN itself AND role IN ['sender', 'actor'] ELSE NOT itself OR role = 'target' END
    AND e.merged_into IS NULL
    AND ((e.type = 'sanction' AND e.status IN ['threatened', 'in_force'])
    OR (e.type IN ['coercion', 'withdrawal'] AND e.status IN ['threatened', 'held']))
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
  WHERE ($a IS NULL OR size(one) > 0)
    AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
  RETURN e, one, other
}
WITH e, one, other,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['sender', 'actor']
    RETURN DISTINCT {id: f.id, name: f.name, of: COLLECT {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      UNWIND n.of AS side
      RETURN DISTINCT side
    }}
  } AS senders,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(x:Event)<-[r:ROLE_IN]-(f:Actor)
    WHERE x.id <> e.id OR r.role = 'target'
    RETURN DISTINCT {id: f.id, name: f.name, of: COLLECT {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      UNWIND n.of AS side
      RETURN DISTINCT side
    }}
  } AS targets,
  COLLECT { MATCH (e)-[:ABOUT_EVENT]->(x:Event) WHERE x.merged_into IS NULL RETURN x.id } AS about
RETURN senders, targets, about, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict,
  e.relation AS relation, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
