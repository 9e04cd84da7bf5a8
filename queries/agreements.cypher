// title: Agreements, who signed them, and what became of them
// group: success
// parameter a: actor, who signed (optional)
// parameter b: actor, who signed too (optional)
// rows: view
// order: time
// example: goodoffices questions agreements -p a=USA -p b=Iran
// One row per agreement, also those that were only asked for, offered, rejected or that failed: see its status.
// "signatories" are those that a text names, "later" has the events about it, which are withdrawals from it, in time;
// those that are denied are left out and counted. An agreement of which no withdrawal is told need not be in force.
CALL {
  UNWIND coalesce($a, $b, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[r:ROLE_IN]->(e:Event {type: 'agreement'})
  WHERE r.role IN ['signatory']
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['agreement'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE $a IS NOT NULL AND r.role = 'signatory'
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
    WHERE $b IS NOT NULL AND r.role = 'signatory'
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
  AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  one, other,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e)
    WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
