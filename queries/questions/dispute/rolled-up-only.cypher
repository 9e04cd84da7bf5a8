// title: What between two actors rests only on those who act for them
// parameter a: actor, one end
// parameter b: actor, the other end
// rows: edges.py
// example: goodoffices questions rolled-up-only -p a=Iran -p b=USA
// Events that give an edge between the two by roll-up alone: no edge of theirs joins the two as the text names them.
// One row per event, with its `edges` between the two and in `through` those who acted.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
  -[r:NEGOTIATES_WITH|MEDIATES|PROPOSES_TALKS|PROPOSES_MEDIATION|SANCTIONS|THREATENS_SANCTIONS]-(other:Actor)
WHERE other.id IN $b
WITH DISTINCT r
WITH r, startNode(r) AS x, endNode(r) AS y
WITH r.event_id AS key, collect({type: type(r), level: r.level, through: r.through,
  source_id: x.id, source: x.name, target_id: y.id, target: y.name}) AS edges
WHERE all(edge IN edges WHERE edge.level = 'rolled_up')
MATCH (e:Event {id: key})
WHERE e.merged_into IS NULL
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  false AS stated, edges
ORDER BY date_start, event_id
