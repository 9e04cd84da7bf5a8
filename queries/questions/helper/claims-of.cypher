// title: The claims that rest on a source: what an actor, or something OF it, says itself or hands on, or a document tells
// parameter a: actor, who speaks
// parameter documents: texts, ids of documents
// example: goodoffices questions claims-of -p a=Iran -p documents='[]'
// A claim that several speak for the actor has a row for each; `speaker_id` is null where a document tells it.
CALL {
  UNWIND coalesce($a, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS speakers
  UNWIND speakers AS speaker
  MATCH (speaker)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE e.merged_into IS NULL AND (speaker.id IN $a
      OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(speaker)
        WHERE any(of IN n.of WHERE of IN $a)
      })
  RETURN e.id AS event_id, c.id AS claim_id, speaker.id AS speaker_id
  UNION
  UNWIND coalesce($documents, []) AS key
  MATCH (d:Document {id: key})
  MATCH (d)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE e.merged_into IS NULL
  RETURN e.id AS event_id, c.id AS claim_id, null AS speaker_id
}
RETURN DISTINCT event_id, claim_id, speaker_id
ORDER BY event_id, claim_id, speaker_id
