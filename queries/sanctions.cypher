// title: Sanctions with their life cycle: threatened, in force, eased, waived, lapsed, lifted
// group: brokerage
// parameter a: actor, who imposes (optional)
// parameter b: actor, on whom (optional)
// rows: view
// example: goodoffices sanctions --on Iran
// The sender or target is the actor itself, or something OF it in the event's own document. One row per event.
MATCH (e:Event {type: 'sanction'})
WHERE e.merged_into IS NULL
WITH e,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'sender'}]->(e)
    WHERE $a IS NOT NULL
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
    RETURN {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'target'}]->(e)
    WHERE $b IS NOT NULL
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
  AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN COLLECT { MATCH (p:Actor)-[:ROLE_IN {role: 'sender'}]->(e) RETURN p.name ORDER BY p.name } AS senders,
  COLLECT { MATCH (p:Actor)-[:ROLE_IN {role: 'target'}]->(e) RETURN p.name ORDER BY p.name } AS targets,
  e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
