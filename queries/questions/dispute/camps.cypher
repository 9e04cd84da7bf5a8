// title: On which events and aspects the claims of two camps differ
// parameter left: texts, the actors of one camp by any of their names, or @FILE with one name a line
// parameter right: texts, those of the other camp, likewise
// parameter a: actor, whom the events concern (optional)
// parameter b: actor, whom they concern too (optional)
// rows: camps.py
// example: goodoffices questions camps -p left='["USA", "UK"]' -p right='["Iran"]'
// A claim is a camp's if its deepest speaker is of the camp, or OF one of it in the event's own document. The camps
// differ where one affirms what the other denies, or where they give values that exclude each other. One row per event,
// `aspect` and `value`, with the claims of both: `left` and `right`.
UNWIND [{side: 'left', ids: $left}, {side: 'right', ids: $right}] AS camp
UNWIND camp.ids AS id
MATCH (x:Actor {id: id})
WITH camp, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS speakers
UNWIND speakers AS f
WITH DISTINCT camp, f
MATCH (f)<-[said:SAID_BY]-(c:Claim)
WHERE NOT EXISTS { MATCH (c)-[deeper:SAID_BY]->(:Actor) WHERE deeper.depth > said.depth }
MATCH (c)-[:ABOUT]->(e:Event)
WHERE e.merged_into IS NULL AND (e.disputes > 0 OR EXISTS { MATCH (:Judgement {kind: 'actor'}) })
WITH e, collect(DISTINCT {side: camp.side, ids: camp.ids, speaker: f, claim: c.id}) AS told
WHERE any(x IN told WHERE x.side = 'left') AND any(x IN told WHERE x.side = 'right')
UNWIND told AS x
WITH e, x, x.speaker AS f
WHERE f.id IN x.ids OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN x.ids)
}
WITH e,
  collect(DISTINCT CASE x.side WHEN 'left' THEN x.claim END) AS left_claims,
  collect(DISTINCT CASE x.side WHEN 'right' THEN x.claim END) AS right_claims
WHERE size(left_claims) > 0 AND size(right_claims) > 0
  AND ($a IS NULL OR EXISTS { MATCH (e)-[:CONCERNS]->(x:Actor) WHERE x.id IN $a })
  AND ($b IS NULL OR EXISTS { MATCH (e)-[:CONCERNS]->(x:Actor) WHERE x.id IN $b })
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator,
  left_claims, right_claims
ORDER BY date_start, event_id
