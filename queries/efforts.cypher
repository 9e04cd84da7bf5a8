// title: The status of each effort between two as of a date
// group: success
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter as_of: date, the last day that counts (optional)
// rows: view
// order: time
// example: goodoffices questions efforts -p a=Iran -p b=USA -p as_of=2019
// An effort is one negotiation or mediation of the two sides (parties, or in a negotiation who asked for it), as one
// document tells it or as several that were judged to be one, together with the events about it: a withdrawal from it.
// A row has the effort, the events about it in "later", and "latest": whichever of these is the last that somebody
// affirms, with its status; null where nobody affirms any. As of a date only what surely had begun counts; the rest is
// counted beside the answer. Then "latest" has no status where an effort failed, was halted, accepted or rejected at a
// time that may lie after that date. Two efforts are never joined because they look alike, and what was known on the
// date is another matter: see --known-by.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE (r.role = 'party' OR (r.role = 'requester' AND e.type = 'negotiation'))
  AND e.merged_into IS NULL
  AND e.type IN ['negotiation', 'mediation']
WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f}) AS told
WHERE any(x IN told WHERE x.side = 'one') AND any(x IN told WHERE x.side = 'other')
UNWIND told AS x
WITH e, x, x.filler AS f
WHERE f.id IN x.ids OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN x.ids)
}
WITH e,
  collect(DISTINCT CASE x.side WHEN 'one' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS one,
  collect(DISTINCT CASE x.side WHEN 'other' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other, $as_of AS as_of,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e)
    WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
