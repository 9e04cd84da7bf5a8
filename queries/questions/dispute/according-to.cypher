// title: What an actor says, or what acts for it, and through whom it is told
// parameter a: actor, the speaker
// rows: according_to.py
// example: goodoffices questions according-to -p a=Iran
// Of claims whose deepest speaker is the actor itself, or something OF it in the event's own document; what somebody
// only hands on is another's. Denials are told too. One row per claim: the event, the `claim`, and its `chain` from
// the document to the speaker.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS speakers
UNWIND speakers AS speaker
WITH DISTINCT speaker
MATCH (speaker)<-[said:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
WHERE e.merged_into IS NULL AND (speaker.id IN $a
    OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(speaker)
      WHERE any(of IN n.of WHERE of IN $a)
    })
  AND NOT EXISTS { MATCH (c)-[deeper:SAID_BY]->(:Actor) WHERE deeper.depth > said.depth }
WITH e, collect({claim: c.id, id: speaker.id, name: speaker.name, stated: speaker.id IN $a}) AS spoken
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  any(one IN spoken WHERE one.stated) AS stated, spoken
ORDER BY date_start, event_id
