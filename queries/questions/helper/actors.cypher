// title: Actors, and whom they act for
// parameter ids: texts, their ids
// example: goodoffices questions actors -p ids='["0123456789abcdef0123"]'
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.iso3 AS iso3,
  COLLECT { MATCH (a)-[:OF|SAME_OF]->(s:Actor) RETURN s{.id, .name} } AS of
ORDER BY id
