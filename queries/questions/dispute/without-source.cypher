// title: What changes if a source is dropped
// parameter source: texts, the actors or documents that are dropped, by any of their names
// parameter a: actor, whom the events concern (optional)
// parameter b: actor, whom they concern too (optional)
// rows: sources.py
// example: goodoffices questions without-source -p source=havana-2012 -p a=Colombia
// With an actor all claims go that it, or something OF it, makes or hands on. One row per event whose verdict is
// another without them, or of which nothing is told any more: the verdicts `before` and `after`, and likewise
// `relation_before` and `relation_after`.
CALL {
  UNWIND $source AS id
  MATCH (asked:Actor {id: id})
  WITH asked, [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS speakers
  UNWIND speakers AS speaker
  MATCH (speaker)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE speaker.id IN $source
    OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(speaker)
      WHERE any(of IN n.of WHERE of IN $source)
    }
  RETURN e, c.id AS claim
  UNION
  UNWIND $source AS id
  MATCH (d:Document {id: id})
  MATCH (d)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  RETURN e, c.id AS claim
}
WITH e, collect(DISTINCT claim) AS dropped
WHERE e.merged_into IS NULL
  AND ($a IS NULL OR EXISTS { MATCH (e)-[:CONCERNS]->(x:Actor) WHERE x.id IN $a })
  AND ($b IS NULL OR EXISTS { MATCH (e)-[:CONCERNS]->(x:Actor) WHERE x.id IN $b })
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  dropped
ORDER BY date_start, event_id
