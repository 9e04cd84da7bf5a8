// title: Edges that rest on one source: a single speaker affirms what gives them
// parameter a: actor, at one end (optional)
// parameter b: actor, at the other end (optional)
// rows: sources.py
// example: goodoffices questions single-source -p a=Cuba
// Whoever is cited last speaks; several claims of one speaker are one source, and so are narrators of equal texts. One
// row per event that gives an edge, with its `source`.
CALL {
  UNWIND coalesce($a, []) AS id
  MATCH (asked:Actor {id: id})
    -[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]-(other:Actor)
  WHERE $b IS NULL OR other.id IN $b
  WITH DISTINCT r
  WITH r.event_id AS key, collect(r.level) AS levels, collect(r.through) AS acting
  MATCH (e:Event {id: key})
  RETURN e, 'stated' IN levels AS stated, acting
  UNION
  UNWIND CASE WHEN $a IS NULL THEN ['asserted', 'disputed', 'unconfirmed'] ELSE [] END AS verdict
  MATCH (e:Event {verdict: verdict})
  WHERE e.relation IS NOT NULL
  RETURN e, true AS stated, [] AS acting
}
WITH e, stated, acting
WHERE e.merged_into IS NULL
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  stated, acting
ORDER BY date_start, event_id
