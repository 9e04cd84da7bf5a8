// title: Events that could fall in a time, and which of them surely do
// group: time
// parameter start: day, the first day
// parameter end: date, the last day
// parameter a: actor, whose events (optional)
// parameter b: actor, whom they concern too (optional)
// rows: events
// order: time
// example: goodoffices questions could-fall -p start=2018-05 -p end=2019-06 -p a=Iran
// An event could fall in the time if its bounds overlap it: an open end reaches as far as it takes, and an event without
// a date could fall anywhere. It surely does ("surely": true) if both bounds are known and lie within.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation', 'sanction', 'agreement', 'withdrawal',
    'relations', 'release', 'coercion', 'incident'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $end)
    AND (e.date_end IS NULL OR e.date_end >= $start)
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[:ROLE_IN]->(held:Event)
  MATCH (held)<-[:ABOUT_EVENT*0..1]-(e:Event)
  WHERE e.merged_into IS NULL
    AND (e.date_start IS NULL OR e.date_start <= $end)
    AND (e.date_end IS NULL OR e.date_end >= $start)
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
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  coalesce(e.date_start >= $start AND e.date_end <= $end, false) AS surely,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
