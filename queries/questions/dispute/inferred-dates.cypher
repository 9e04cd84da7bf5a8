// title: Events whose date rests on inference only
// parameter a: actor, whom they concern (optional)
// parameter b: actor, whom they concern too (optional)
// rows: inferred_dates.py
// order: time
// example: goodoffices questions inferred-dates
// The text says neither the year nor, in a dated document, the day: the annotator worked the date out. One row per
// event.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['asserted', 'disputed', 'denied', 'unconfirmed']
    ELSE [] END AS verdict
  MATCH (e:Event {verdict: verdict})
  WHERE e.date_basis = 'inferred' AND e.merged_into IS NULL
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
    AND e.date_basis = 'inferred'
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
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  one, other
ORDER BY date_start, event_id
