// title: Events that give an edge: all, or those between two actors or at one
// parameter a: actor, at one end (optional)
// parameter b: actor, at the other end (optional)
// parameter affirming: number, how many speakers affirm it (optional)
// example: goodoffices questions edge-events -p a=Cuba -p affirming=1
// `acting` has, for each edge, through whom it is rolled up.
CALL {
  UNWIND coalesce($a, []) AS id
  MATCH (asked:Actor {id: id})
    -[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]-(other:Actor)
  WHERE ($b IS NULL OR other.id IN $b)
  WITH DISTINCT r
  WITH r.event_id AS key, collect(r.level) AS levels, collect(r.through) AS acting
  MATCH (e:Event {id: key})
  RETURN e, 'stated' IN levels AS stated, acting
  UNION ALL
  UNWIND CASE WHEN $a IS NULL THEN ['everybody'] ELSE [] END AS everybody
  MATCH (e:Event)
  WHERE e.relation IS NOT NULL
  RETURN e, true AS stated, [] AS acting
}
WITH e, stated, acting
WHERE e.merged_into IS NULL AND ($affirming IS NULL OR e.sources = $affirming)
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  stated, acting
ORDER BY date_start, event_id
