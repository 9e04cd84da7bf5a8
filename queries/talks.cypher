// title: Negotiations of an actor, or between two
// group: mediation
// parameter a: actor, who negotiated or asked to
// parameter b: actor, the other side (optional)
// rows: view
// example: goodoffices talks Iran "United States"
// An actor is a party or requester itself, or something OF it is in the event's own document. One row per event.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
WITH asked, f, CASE WHEN f.id IN asked.ids THEN null ELSE COLLECT {
    MATCH (d:Document)-[n:NAMES|SAME_NAMES]->(f) WHERE any(of IN n.of WHERE of IN asked.ids) RETURN d.id
  } END AS telling
MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'negotiation'})
WHERE r.role IN ['party', 'requester'] AND e.merged_into IS NULL
  AND (telling IS NULL OR any(key IN e.documents WHERE key IN telling))
WITH e,
  collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS other
WHERE size(one) > 0
  AND ($b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
