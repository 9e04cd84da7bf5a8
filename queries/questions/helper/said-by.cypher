// title: Events with a claim whose deepest speaker is an actor, or something OF it
// parameter a: actor, the speaker
// example: goodoffices questions said-by -p a=Iran
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS speakers
UNWIND speakers AS speaker
MATCH (speaker)<-[said:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
WHERE e.merged_into IS NULL AND (speaker.id IN $a
    OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(speaker)
      WHERE any(of IN n.of WHERE of IN $a)
    })
  AND NOT EXISTS { MATCH (c)-[deeper:SAID_BY]->(:Actor) WHERE deeper.depth > said.depth }
RETURN DISTINCT e.id AS event_id
ORDER BY event_id
