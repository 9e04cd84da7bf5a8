// title: Who represented an actor in talks with another
// group: mediation
// parameter a: actor, who was represented
// parameter b: actor, the other side
// rows: view
// order: time
// example: goodoffices questions representatives -p a=USA -p b=Iran
// One row per representative and event: who acts for the first actor, in a document of the event itself, and was a
// party of a negotiation or mediation that took place and in which the second, or who acts for it, was a party too. Who
// acted for it elsewhere, earlier or later is none, and nobody represents anybody in talks that were only offered or
// were refused.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[r:ROLE_IN]->(e:Event)
WHERE r.role = 'party' AND e.type IN ['negotiation', 'mediation'] AND e.merged_into IS NULL
WITH DISTINCT e
WHERE e.status IN ['held', 'halted', 'failed']
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role = 'party'
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
    WHERE r.role = 'party'
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE any(x IN one WHERE NOT x.stated AND any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
