// title: Events that could fall in a time, and which of them surely do
// parameter start: day, the first day
// parameter end: date, the last day
// parameter a: actor, whose events (optional)
// parameter b: actor, whom they concern too (optional)
// rows: could_fall.py
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
  RETURN e, null AS side, null AS filler
  UNION ALL
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE (c.date_start IS NULL OR c.date_start <= $end) AND (c.date_end IS NULL OR c.date_end >= $start)
    AND (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
  UNWIND c.fillers AS filler
  RETURN e, asked.side AS side, {id: filler, stated: filler IN asked.ids} AS filler
}
WITH e, collect(DISTINCT CASE side WHEN 'one' THEN filler END) AS one,
  collect(DISTINCT CASE side WHEN 'other' THEN filler END) AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN coalesce(e.date_start >= $start AND e.date_end <= $end, false) AS surely,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
