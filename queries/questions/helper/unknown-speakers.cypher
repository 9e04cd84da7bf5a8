// title: Who speaks and may have no name: groups, people by their number, and whoever has no code and no second name
// example: goodoffices questions unknown-speakers
MATCH (a:Actor)
WHERE (a.kind = 'group' OR a.cardinality IS NOT NULL
    OR (a.iso3 IS NULL AND a.wikidata IS NULL AND size(a.aliases) = 0))
  AND EXISTS { MATCH (a)<-[:SAID_BY]-(:Claim) }
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.iso3 AS iso3, a.wikidata AS wikidata, a.aliases AS aliases,
  a.cardinality AS cardinality
ORDER BY id
