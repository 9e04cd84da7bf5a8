// title: The actors, whom they act for, and whether they have a role in an event
// group: helper
// example: goodoffices questions page-nodes
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.iso3 AS iso3,
  COLLECT { MATCH (a)-[:OF|SAME_OF]->(s:Actor) RETURN s{.id, .name} } AS of,
  EXISTS { MATCH (a)-[:ROLE_IN]->(:Event) } AS has_role
ORDER BY id
