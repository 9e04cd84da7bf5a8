// title: Claims against denials, side by side
// command: a
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// rows: disputes.py
// example: goodoffices disputed Iran
// Candidates only: which aspects are disputed is told by comparing the claims of each.
CALL {
  MATCH (e:Event {verdict: 'disputed'}) RETURN e, null AS f, null AS stated, true AS may_differ
  UNION
  MATCH (c:Claim) WHERE c.aspect <> 'occurrence' MATCH (c)-[:ABOUT]->(e:Event)
  WITH e, c.aspect AS aspect, count(c) AS claims WHERE claims > 1
  RETURN e, null AS f, null AS stated, true AS may_differ
  UNION
  UNWIND $a AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  RETURN e, null AS f, any(filler IN c.fillers WHERE filler IN $a) AS stated, false AS may_differ
  UNION
  UNWIND $a AS id
  MATCH (x:Actor {id: id})
  WITH [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  MATCH (f)<-[:SAID_BY]-(c:Claim)
  MATCH (c)-[:ABOUT]->(e:Event)
  RETURN e, f, null AS stated, false AS may_differ
  UNION
  MATCH (c:Claim) WHERE $a IS NOT NULL AND c.value_id IS NOT NULL
  WITH c.value_id AS id, collect(c) AS naming
  MATCH (f:Actor {id: id})
  WHERE f.id IN $a OR EXISTS { MATCH (f)-[:OF|SAME_OF]->(x:Actor) WHERE x.id IN $a }
  UNWIND naming AS c
  MATCH (c)-[:ABOUT]->(e:Event)
  RETURN e, f, null AS stated, false AS may_differ
}
WITH e, collect(DISTINCT f) AS told_of, collect(DISTINCT stated) AS concerned,
  max(CASE WHEN may_differ THEN 1 ELSE 0 END) AS may_differ
WHERE e.merged_into IS NULL AND may_differ = 1 AND ($a IS NULL OR size(concerned) + size(told_of) > 0)
UNWIND CASE WHEN size(told_of) = 0 THEN [null] ELSE told_of END AS f
WITH e, f, concerned
WHERE $a IS NULL OR size(concerned) > 0 OR f.id IN $a OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN $a)
}
WITH e,
  max(CASE WHEN $a IS NULL OR f.id IN $a OR any(one IN concerned WHERE one) THEN 1 ELSE 0 END) = 1 AS stated
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  stated
ORDER BY date_start, event_id
