// title: The pairs of actors that were judged to be one
// example: goodoffices questions same-actors
MATCH (j:Judgement {kind: 'actor', judgement: 'same'})
OPTIONAL MATCH (x:Actor {id: j.left})
OPTIONAL MATCH (y:Actor {id: j.right})
RETURN j.left AS left, j.right AS right, x{.id, .name, .aliases, .kind, .iso3, .wikidata, .cardinality} AS one,
  y{.id, .name, .aliases, .kind, .iso3, .wikidata, .cardinality} AS other
ORDER BY left, right
