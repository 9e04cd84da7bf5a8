// title: The actors, what else they are called, and whom they act for
// example: goodoffices questions page-nodes
MATCH (a:Actor)
RETURN a.id AS id, a.name AS name, a.aliases AS aliases, a.kind AS kind, a.iso3 AS iso3,
  COLLECT { MATCH (a)-[:OF|SAME_OF]->(s:Actor) RETURN s{.id, .name} } AS of
ORDER BY id
