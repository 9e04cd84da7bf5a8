// title: Events on which claims may differ: of all actors, or of one
// group: dispute
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// rows: view
// example: goodoffices disputed Iran
// Candidates only: which aspects are disputed is told by comparing the claims of each.
CALL {
  MATCH (e:Event {verdict: 'disputed'}) RETURN e
  UNION
  MATCH (c:Claim) WHERE c.aspect <> 'occurrence' MATCH (c)-[:ABOUT]->(e:Event) RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL AND ($a IS NULL
  OR EXISTS {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
  }
  OR EXISTS {
    MATCH (e)<-[:ABOUT]-(:Claim)-[:SAID_BY]->(f:Actor)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
  }
  OR EXISTS {
    MATCH (e)<-[:ABOUT]-(c:Claim)
    WHERE c.value_id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(:Actor {id: c.value_id})
      WHERE any(of IN n.of WHERE of IN $a)
    }
  })
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  $a IS NULL
    OR EXISTS { MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor) WHERE f.id IN $a }
    OR EXISTS { MATCH (e)<-[:ABOUT]-(:Claim)-[:SAID_BY]->(f:Actor) WHERE f.id IN $a }
    OR EXISTS { MATCH (e)<-[:ABOUT]-(c:Claim) WHERE c.value_id IN $a } AS stated
ORDER BY date_start, event_id
