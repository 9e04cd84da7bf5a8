// title: Events in order of an actor, or those that concern two
// group: time
// parameter a: actor, whose events
// parameter b: actor, whom they concern too (optional)
// rows: view
// example: goodoffices timeline Iran
// An event concerns an actor that holds any role in it, or in the event that it is about, itself or through something
// OF it in the event's own document. One row per event.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN]->(held:Event)
WITH [held] + COLLECT { MATCH (later:Event)-[:ABOUT_EVENT]->(held) RETURN later } AS found
UNWIND found AS e
WITH DISTINCT e WHERE e.merged_into IS NULL
WITH e,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $b IS NOT NULL
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
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  COLLECT { MATCH (p:Actor)-[r:ROLE_IN]->(e) RETURN p.name + ' (' + r.role + ')' ORDER BY r.role, p.name } AS participants,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
