// title: What followed offers and requests between two, and after how long
// group: success
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, after at most how many days (optional)
// rows: view
// order: time
// example: goodoffices questions after-offers -p a=Argentina -p b=Chile
// One row per pair: talks or mediation offered, requested or accepted, or talks offered and turned down, and later
// talks or mediation that took place, an agreement or a sanction between the same two. The second surely began on the
// day on which the first was over or later, at most so many days by the shorter count; that is a sequence in time and
// no cause. Events of which the day to count from or to is unknown make no pair and are counted. Whoever is party of
// both, signs, asks for talks, sanctions or is sanctioned is on a side.
UNWIND [{side: 'one', ids: $a}, {side: 'other', ids: $b}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE (r.role IN ['party', 'signatory', 'sender', 'target'] OR (r.role = 'requester' AND e.type = 'negotiation'))
  AND e.merged_into IS NULL
  AND ((e.type IN ['negotiation', 'mediation'] AND (e.status IN ['requested', 'offered', 'accepted']
      OR (e.type = 'negotiation' AND e.status = 'rejected')))
    OR (e.type IN ['negotiation', 'mediation', 'agreement'] AND e.status IN ['held', 'halted', 'failed'])
    OR (e.type = 'sanction' AND e.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted']))
WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f, role: r.role}) AS told
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
  collect(DISTINCT CASE x.side WHEN 'one'
    THEN {id: f.id, name: f.name, stated: f.id IN x.ids, role: x.role} END) AS one,
  collect(DISTINCT CASE x.side WHEN 'other'
    THEN {id: f.id, name: f.name, stated: f.id IN x.ids, role: x.role} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id AND (e.type <> 'sanction' OR x.role <> y.role)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other,
  (e.type IN ['negotiation', 'mediation'] AND (e.status IN ['requested', 'offered', 'accepted']
    OR (e.type = 'negotiation' AND e.status = 'rejected'))) AS is_first,
  ((e.type IN ['negotiation', 'mediation', 'agreement'] AND e.status IN ['held', 'halted', 'failed'])
    OR (e.type = 'sanction' AND e.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted'])) AS is_then,
  $days AS days
ORDER BY date_start, event_id
