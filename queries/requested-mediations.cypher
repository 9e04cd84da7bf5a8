// title: Mediation that somebody requested: who asked whom
// group: mediation
// parameter a: actor, who requested (optional)
// parameter b: actor, one of the parties (optional)
// rows: view
// example: goodoffices questions requested-mediations -p a=Argentina -p b=Chile
// One row per event that names a requester, whatever became of the request: see its status. "requesters" asked
// "mediators" to mediate "between" the parties. The one who requested and the party asked about are two actors.
CALL {
  UNWIND coalesce($a, $b, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[r:ROLE_IN]->(e:Event {type: 'mediation'})
  WHERE (($a IS NOT NULL AND r.role = 'requester') OR ($a IS NULL AND r.role = 'party'))
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL AND EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'requester'}]->(e) }
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE $a IS NOT NULL AND r.role = 'requester'
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
    WHERE $b IS NOT NULL AND r.role = 'party'
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
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
