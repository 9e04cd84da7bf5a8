// title: Places and hosts that had both sides as their guests
// group: mediation
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: events
// order: time
// example: goodoffices questions shared-venues -p a=Iran -p b=USA
// One row per event that took place, that names a host or a place, and in which both sides are party, signatory, envoy
// or addressee. "hosts" and "places" say where; who has both as guests does not mediate by that, whoever did is among
// the participants as mediator. A venue that was only offered, or that had one side alone, is none.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[r:ROLE_IN]->(e:Event)
WHERE r.role IN ['party', 'signatory', 'envoy', 'addressee']
  AND e.type IN ['negotiation', 'mediation', 'agreement', 'relations']
  AND e.merged_into IS NULL
WITH DISTINCT e
WHERE e.status IN ['held', 'halted', 'failed']
  AND (EXISTS { MATCH (e)-[:AT]->(:Place) } OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'host'}]->(e) })
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['party', 'signatory', 'envoy', 'addressee']
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
    WHERE r.role IN ['party', 'signatory', 'envoy', 'addressee']
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
