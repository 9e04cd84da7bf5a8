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
  UNWIND coalesce($a, $b) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[:ROLE_IN]->(held:Event)
  WITH [held] + COLLECT { MATCH (later:Event)-[:ABOUT_EVENT]->(held) RETURN later } AS found
  UNWIND found AS e
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation', 'sanction', 'agreement', 'withdrawal',
    'relations', 'release', 'coercion', 'incident'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $end)
  AND (e.date_end IS NULL OR e.date_end >= $start)
WITH e,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $a IS NOT NULL
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $b IS NOT NULL
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  coalesce(e.date_start >= $start AND e.date_end <= $end, false) AS surely,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
