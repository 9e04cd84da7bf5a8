// title: Denied talks, mediations and sanctions: of all actors, or those with a role of one
// group: helper
// parameter types: texts, types of events
// parameter a: actor, who has a role, itself or by something OF it (optional)
// example: goodoffices questions denied -p types='["negotiation"]'
MATCH (e:Event {verdict: 'denied'})
WHERE e.merged_into IS NULL AND e.type IN $types
  AND ($a IS NULL OR EXISTS {
    MATCH (f:Actor)-[:ROLE_IN]->(e)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
  })
RETURN e.id AS event_id, e.status AS status, e.verdict AS verdict, e.date_start AS date_start, e.date_end AS date_end
ORDER BY event_id
