// title: What had happened by a day, and whether anybody had said so by then
// group: time
// parameter day: date, the last day that counts
// parameter a: actor, whose events (optional)
// parameter b: actor, whom they concern too (optional)
// rows: view
// example: goodoffices questions known-by -p day=2026-12 -p a=Iran
// One row per event that surely lies on or before the day and that somebody affirms. "known" compares when that was
// said, by the claim's own date or else its document's: "by then", "later", or "unknown" where a claim without a date
// may have been the first, or a date spans the day. "first_said" is the date of the claim that was surely first by its
// last day, null where none has a date. Events that may have happened later, or have no date, are counted and left out.
CALL {
  UNWIND coalesce($a, $b) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[:ROLE_IN]->(held:Event)
  WITH [held] + COLLECT { MATCH (later:Event)-[:ABOUT_EVENT]->(held) RETURN later } AS found
  UNWIND found AS e
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation', 'sanction', 'agreement', 'withdrawal',
    'relations', 'release', 'coercion', 'incident'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $day)
WITH e,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[:ROLE_IN]-(f:Actor)
    WHERE $a IS NOT NULL
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
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
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
