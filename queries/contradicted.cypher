// title: Claims that others contradict, and who does
// group: dispute
// parameter a: actor, whom the event concerns, who speaks or who is said to be responsible (optional)
// rows: view
// example: goodoffices questions contradicted -p a=Iran
// A claim is contradicted by one of the other sign on the same, or by another speaker's value that excludes its own.
// One row per contradicted `claim`, with all that it is `contradicted_by`.
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
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  $a IS NULL
    OR EXISTS { MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor) WHERE f.id IN $a }
    OR EXISTS { MATCH (e)<-[:ABOUT]-(:Claim)-[:SAID_BY]->(f:Actor) WHERE f.id IN $a }
    OR EXISTS { MATCH (e)<-[:ABOUT]-(c:Claim) WHERE c.value_id IN $a } AS stated,
  COLLECT {
    MATCH (c:Claim)-[:ABOUT]->(e)
    MATCH (c)-[:SAID_BY {depth: 0}]->(d:Document)
    RETURN c{.id, .aspect, .value, .value_id, .factuality, .said_on, document: d{.id, .sha256, .published},
      speakers: COLLECT {
        MATCH (c)-[s:SAID_BY]->(a:Actor)
        RETURN a{.id, .name, .kind, .iso3, .wikidata, .aliases, .cardinality, depth: s.depth}
      }
    }
  } AS told
ORDER BY date_start, event_id
