// title: The actors that bear an id, an ISO code, a Wikidata id or a name
// parameter id: text, an actor's id
// parameter iso3: texts, ISO 3166-1 codes of three letters
// parameter wikidata: text, a Wikidata id
// parameter folded: texts, names in the form in which they are compared
// example: goodoffices questions find-actor -p id= -p iso3='["IRN"]' -p wikidata= -p folded='[]'
CALL {
  MATCH (a:Actor {id: $id}) RETURN a, 1 AS rank
  UNION
  UNWIND $iso3 AS code MATCH (a:Actor {iso3: code}) RETURN a, 2 AS rank
  UNION
  MATCH (a:Actor {wikidata: $wikidata}) RETURN a, 3 AS rank
  UNION
  UNWIND $folded AS name MATCH (a:Actor) WHERE name IN a.folded RETURN a, 4 AS rank
}
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.iso3 AS iso3, rank,
  COLLECT { MATCH (a)-[:OF|SAME_OF]->(s:Actor) RETURN DISTINCT s.name ORDER BY s.name } AS of
ORDER BY rank, name, id
