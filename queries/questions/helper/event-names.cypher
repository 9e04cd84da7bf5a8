// title: What actors and documents are called, and for whom actors act by a document
// parameter actors: texts, their ids
// parameter documents: texts, their ids
// parameter agents: texts, ids of actors who may act for others
// parameter sources: texts, the document that may say so of each of these
// example: goodoffices questions event-names -p actors=0123456789abcdef0123 -p documents=a -p agents='[]' -p sources='[]'
RETURN COLLECT {
    UNWIND $actors AS id
    MATCH (a:Actor {id: id})
    RETURN [a.id, a.name, a.kind, a.iso3]
  } AS actors,
  COLLECT {
    UNWIND $documents AS id
    MATCH (d:Document {id: id})
    RETURN [d.id, d.title, d.url, d.published, d.sha256]
  } AS documents,
  COLLECT {
    UNWIND range(0, size($agents) - 1) AS at
    WITH $sources[at] AS key, $agents[at] AS id
    MATCH (d:Document {id: key})
    MATCH (a:Actor {id: id})
    MATCH (d)-[n:NAMES|SAME_NAMES]->(a)
    WHERE size(n.of) > 0
    RETURN [key, id, n.of]
  } AS acting
