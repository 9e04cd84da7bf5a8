// title: Claims that others contradict, and who does
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// parameter speaker: actor, who made the contradicted claim, itself or something OF it (optional)
// rows: contradictions.py
// example: goodoffices questions contradicted -p a=Iran
// A claim is contradicted by one of the other sign on the same, or by another speaker's value that excludes its own.
// One row per contradicted `claim`, with all that it is `contradicted_by`. With a speaker it is the deepest speaker of
// the claim; what contradicts it may be anybody's.
CALL {
  MATCH (e:Event {verdict: 'disputed'}) RETURN e, null AS f, null AS stated, true AS may_differ, null AS said
  UNION
  MATCH (c:Claim) WHERE c.aspect <> 'occurrence' MATCH (c)-[:ABOUT]->(e:Event)
  WITH e, c.aspect AS aspect, count(c) AS claims WHERE claims > 1
  RETURN e, null AS f, null AS stated, true AS may_differ, null AS said
  UNION
  UNWIND $a AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  RETURN e, null AS f, any(filler IN c.fillers WHERE filler IN $a) AS stated, false AS may_differ, null AS said
  UNION
  UNWIND $a AS id
  MATCH (x:Actor {id: id})
  WITH [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  MATCH (f)<-[:SAID_BY]-(c:Claim)
  MATCH (c)-[:ABOUT]->(e:Event)
  RETURN e, f, null AS stated, false AS may_differ, null AS said
  UNION
  MATCH (c:Claim) WHERE $a IS NOT NULL AND c.value_id IS NOT NULL
  WITH c.value_id AS id, collect(c) AS naming
  MATCH (f:Actor {id: id})
  WHERE f.id IN $a OR EXISTS { MATCH (f)-[:OF|SAME_OF]->(x:Actor) WHERE x.id IN $a }
  UNWIND naming AS c
  MATCH (c)-[:ABOUT]->(e:Event)
  RETURN e, f, null AS stated, false AS may_differ, null AS said
  UNION
  UNWIND coalesce($speaker, []) AS id
  MATCH (x:Actor {id: id})
  WITH [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS speakers
  UNWIND speakers AS s
  WITH DISTINCT s
  MATCH (s)<-[told:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE NOT EXISTS { MATCH (c)-[deeper:SAID_BY]->(:Actor) WHERE deeper.depth > told.depth }
    AND (s.id IN $speaker OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(s)
      WHERE any(of IN n.of WHERE of IN $speaker)
    })
  RETURN e, null AS f, null AS stated, false AS may_differ,
    {claim: c.id, id: s.id, name: s.name, stated: s.id IN $speaker} AS said
}
WITH e, collect(DISTINCT f) AS told_of, collect(DISTINCT stated) AS concerned,
  max(CASE WHEN may_differ THEN 1 ELSE 0 END) AS may_differ,
  collect(DISTINCT said) AS spoken
WHERE e.merged_into IS NULL AND may_differ = 1 AND ($a IS NULL OR size(concerned) + size(told_of) > 0)
  AND ($speaker IS NULL OR size(spoken) > 0)
UNWIND CASE WHEN size(told_of) = 0 THEN [null] ELSE told_of END AS f
WITH e, f, concerned, spoken
WHERE $a IS NULL OR size(concerned) > 0 OR f.id IN $a OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN $a)
}
WITH e, spoken,
  max(CASE WHEN $a IS NULL OR f.id IN $a OR any(one IN concerned WHERE one) THEN 1 ELSE 0 END) = 1 AS stated
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  stated AND ($speaker IS NULL OR any(one IN spoken WHERE one.stated)) AS stated,
  CASE WHEN $speaker IS NULL THEN null ELSE spoken END AS spoken
ORDER BY date_start, event_id
