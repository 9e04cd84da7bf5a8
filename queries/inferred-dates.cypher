// title: Events whose date rests on inference only
// group: dispute
// parameter a: actor, whom they concern (optional)
// parameter b: actor, whom they concern too (optional)
// rows: view
// order: time
// example: goodoffices questions inferred-dates
// The text says neither the year nor, in a dated document, the day: the annotator worked the date out. One row per
// event.
CALL {
  UNWIND coalesce($a, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[:ROLE_IN]->(held:Event)
  WITH [held] + COLLECT { MATCH (later:Event)-[:ABOUT_EVENT]->(held) RETURN later } AS found
  UNWIND found AS e
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL THEN ['asserted', 'disputed', 'denied', 'unconfirmed'] ELSE [] END AS verdict
  MATCH (e:Event {verdict: verdict})
  RETURN e
}
WITH DISTINCT e
WHERE e.date_basis = 'inferred' AND e.merged_into IS NULL
WITH e,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $a IS NOT NULL AND (f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $b IS NOT NULL AND (f.id IN $b OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $b)
    })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  one, other
ORDER BY date_start, event_id
