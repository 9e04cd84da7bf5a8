// title: The events and quotes behind the edges between two actors
// parameter a: actor, one end
// parameter b: actor, the other end
// parameter relation: text, only edges of this type, such as MEDIATES (optional)
// rows: edges.py
// example: goodoffices questions edge-evidence -p a=Cuba -p b=USA
// Edges in either direction, those too that are rolled up from officials and groups. One row per event, with its
// `edges` between the two: `type`, `source`, `target`, `level`, `through`.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
  -[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]-(other:Actor)
WHERE other.id IN $b AND ($relation IS NULL OR type(r) = $relation)
WITH DISTINCT r
WITH r, startNode(r) AS x, endNode(r) AS y
WITH r.event_id AS key, collect({type: type(r), level: r.level, through: r.through,
  source_id: x.id, source: x.name, target_id: y.id, target: y.name}) AS edges
MATCH (e:Event {id: key})
WHERE e.merged_into IS NULL
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  any(edge IN edges WHERE edge.level = 'stated') AS stated, edges
ORDER BY date_start, event_id
