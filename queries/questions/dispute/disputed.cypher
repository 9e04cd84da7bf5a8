// title: Claims against denials, side by side
// command: a
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// rows: disputes.py
// example: goodoffices disputed Iran
// Candidates only: which aspects are disputed is told by comparing the claims of each. Where actors were judged to be
// one, claims may differ that are not counted as disputes of their event.
CALL {
  UNWIND CASE WHEN $a IS NULL THEN ['everybody'] ELSE [] END AS everybody
  MATCH (e:Event)
  WHERE e.disputes > 0
  RETURN e, null AS told_of, true AS stated
  UNION ALL
  UNWIND $a AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE c.disputes > 0
  RETURN e, null AS told_of, any(filler IN c.fillers WHERE filler IN $a) AS stated
  UNION ALL
  UNWIND $a AS id
  MATCH (x:Actor {id: id})
  WITH [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS speakers
  UNWIND speakers AS f
  MATCH (f)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE e.disputes > 0
  RETURN e, f.id AS told_of, f.id IN $a AS stated
  UNION ALL
  UNWIND CASE WHEN $a IS NULL THEN [] ELSE ['responsible'] END AS role
  MATCH (c:Claim)
  WHERE c.value_id IS NOT NULL
  MATCH (c)-[:ABOUT]->(e:Event)
  WHERE e.disputes > 0
  RETURN e, c.value_id AS told_of, c.value_id IN $a AS stated
  UNION ALL
  MATCH (judgement:Judgement {kind: 'actor'})
  WITH count(judgement) AS judgements
  WHERE judgements > 0
  MATCH (named:Claim)-[:ABOUT]->(e:Event)
  WHERE named.value_id IS NOT NULL
  WITH DISTINCT e
  UNWIND CASE WHEN $a IS NULL THEN [{stated: true}] ELSE COLLECT {
    MATCH (e)-[c:CONCERNS]->(x:Actor) WHERE x.id IN $a
    RETURN {stated: any(filler IN c.fillers WHERE filler IN $a)} AS told
    UNION ALL
    MATCH (c:Claim)-[:ABOUT]->(e) MATCH (c)-[:SAID_BY]->(f:Actor)
    RETURN {told_of: f.id, stated: f.id IN $a} AS told
    UNION ALL
    MATCH (c:Claim)-[:ABOUT]->(e) WHERE c.value_id IS NOT NULL
    RETURN {told_of: c.value_id, stated: c.value_id IN $a} AS told
  } END AS told
  RETURN e, told.told_of AS told_of, told.stated AS stated
}
WITH e, collect(DISTINCT told_of) AS told_of, collect(DISTINCT stated) AS stated,
  max(CASE WHEN told_of IS NULL THEN 1 ELSE 0 END) AS concerned
WHERE e.merged_into IS NULL AND (concerned = 1 OR any(one IN stated WHERE one) OR EXISTS {
  UNWIND e.documents AS key
  UNWIND told_of AS id
  MATCH (d:Document {id: key})
  MATCH (f:Actor {id: id})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN $a)
})
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator, e.disputes AS disputes, e.contradicted AS contradicted,
  any(one IN stated WHERE one) AS stated
ORDER BY date_start, event_id
