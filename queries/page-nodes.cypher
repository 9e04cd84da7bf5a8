// title: The actors with a role in events, and whom they act for
// group: helper
// example: goodoffices questions page-nodes
MATCH (a:Actor)
WHERE EXISTS { MATCH (a)-[:ROLE_IN]->(:Event) } OR EXISTS { MATCH (:Actor)-[:OF]->(a) }
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.iso3 AS iso3,
  COLLECT { MATCH (a)-[:OF]->(s:Actor) RETURN s.name ORDER BY s.name } AS of
ORDER BY id
