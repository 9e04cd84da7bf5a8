// title: The claims on events, with who says each and in which document
// parameter ids: events, their ids
// parameter aspect: word, of what the claims are (optional)
// example: goodoffices questions claims-told -p ids='["f8e6037a314e0eea1cb0"]'
UNWIND $ids AS id
MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)
WHERE $aspect IS NULL OR c.aspect = $aspect
MATCH (c)-[:SAID_BY {depth: 0}]->(d:Document)
RETURN id AS event_id,
  collect(c{.id, .aspect, .value, .value_id, .factuality, .said_on, document: d{.id, .sha256, .published},
    speakers: COLLECT {
      MATCH (c)-[s:SAID_BY]->(a:Actor)
      RETURN a{.id, .name, .kind, .iso3, .wikidata, .aliases, .cardinality, depth: s.depth}
    }
  }) AS told
ORDER BY event_id
