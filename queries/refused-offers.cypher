// title: Who offered or was sent to mediate and was refused, and by whom
// group: mediation
// parameter a: actor, one party (optional)
// parameter b: actor, the other party (optional)
// parameter mediator: actor, who offered or was sent (optional)
// rows: view
// example: goodoffices questions refused-offers -p a=Iran -p b=USA
// One row per mediation that was rejected, or that names who refused it (such an offer keeps its status). "mediators"
// and "envoys" were refused by "refused_by", which is empty where no text says by whom. That an effort failed is no
// refusal.
CALL {
  UNWIND coalesce($a, $b, $mediator, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[r:ROLE_IN]->(e:Event {type: 'mediation'})
  WHERE (r.role = 'party' OR ($a IS NULL AND $b IS NULL AND r.role IN ['mediator', 'envoy']))
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL AND $mediator IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL
  AND (e.status = 'rejected' OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'rejecter'}]->(e) })
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE $a IS NOT NULL AND r.role = 'party'
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
  } AS other,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE $mediator IS NOT NULL AND r.role IN ['mediator', 'envoy']
      AND (f.id IN $mediator OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $mediator)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $mediator}
  } AS sent
WHERE ($a IS NULL OR size(one) > 0) AND ($b IS NULL OR size(other) > 0)
  AND ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
  AND ($mediator IS NULL OR size(sent) > 0)
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  CASE WHEN $a IS NULL AND $b IS NULL THEN sent ELSE one END AS one, other
ORDER BY date_start, event_id
