// title: Who mediated, or offered to, between two actors
// group: mediation
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices who-mediated Iran "Saudi Arabia"
// A side holds the role of party itself, or something OF it does in the event's own document. The two sides are
// different actors. One row per mediator, as the text names it, and event; the mediator is null where it names none.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
WITH asked, f, CASE WHEN f.id IN asked.ids THEN null ELSE COLLECT {
    MATCH (d:Document)-[n:NAMES|SAME_NAMES]->(f) WHERE any(of IN n.of WHERE of IN asked.ids) RETURN d.id
  } END AS telling
MATCH (f)-[:ROLE_IN {role: 'party'}]->(e:Event {type: 'mediation'})
WHERE e.merged_into IS NULL
  AND (telling IS NULL OR any(key IN e.documents WHERE key IN telling))
WITH e,
  collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: f.id, name: f.name, stated: telling IS NULL} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN m.name AS mediator, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, m.id AS mediator_id, one, other
ORDER BY date_start, event_id, mediator_id
