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
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['everybody'] ELSE [] END AS everybody
  MATCH (e:Event)
  WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $end)
    AND (e.date_end IS NULL OR e.date_end >= $start)
  RETURN e AS c, e.id AS event_id, null AS one, null AS other
  UNION ALL
  UNWIND coalesce($a, $b) AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE (c.date_start IS NULL OR c.date_start <= $end) AND (c.date_end IS NULL OR c.date_end >= $start)
    AND ($a IS NULL OR $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b))
  WITH c, CASE WHEN $a IS NOT NULL AND $b IS NOT NULL THEN COLLECT {
      MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
      UNWIND d.fillers AS filler RETURN filler
    } END AS other
  WHERE other IS NULL OR size(other) > 0
  RETURN c, c.event_id AS event_id, c.fillers AS one, other
}
RETURN coalesce(c.date_start >= $start AND c.date_end <= $end, false) AS surely,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, event_id,
  c.has_mediator AS has_mediator, one, other
ORDER BY date_start, event_id
