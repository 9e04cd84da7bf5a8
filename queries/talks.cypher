// title: Negotiations of an actor, or between two
// group: mediation
// parameter a: actor, who negotiated or asked to
// parameter b: actor, the other side (optional)
// rows: view
// example: goodoffices talks Iran "United States"
// An actor is a party or requester itself, or something OF it is in the event's own document. One row per event.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[r:ROLE_IN]->(e:Event {type: 'negotiation'})
WHERE r.role IN ['party', 'requester'] AND e.merged_into IS NULL
WITH DISTINCT e
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['party', 'requester']
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['party', 'requester'] AND $b IS NOT NULL
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE size(one) > 0
  AND ($b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN COLLECT { MATCH (p:Actor)-[:ROLE_IN {role: 'party'}]->(e) RETURN p.name ORDER BY p.name } AS parties,
  e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
