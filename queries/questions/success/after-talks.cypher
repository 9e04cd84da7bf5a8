// title: What followed talks that took place between two, and after how long
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, after at most how many days (optional)
// rows: following.py
// order: time
// example: goodoffices questions after-talks -p a=Argentina -p b=UK -p days=365
// One row per pair: a negotiation or mediation that took place, and later an agreement, a sanction, relations, a
// withdrawal from something between them, or talks or mediation that failed, were halted or rejected, between the same
// two. The second surely began on the day on which the first was over or later, at most so many days by the shorter
// count; that is a sequence in time and no cause. Events of which the day to count from or to is unknown make no pair
// and are counted, and what was only offered or threatened is none.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
WITH e, c, asked.side AS side,
  (c.type IN ['negotiation', 'mediation'] AND c.status IN ['held', 'halted', 'failed']) AS is_first,
  ((c.type IN ['agreement', 'withdrawal', 'relations'] AND c.status IN ['held', 'halted', 'failed'])
    OR (c.type IN ['negotiation', 'mediation'] AND c.status IN ['failed', 'halted', 'rejected'])
    OR (c.type = 'sanction' AND c.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted'])) AS is_then
WHERE is_first OR is_then
UNWIND range(0, size(c.roles) - 1) AS i
WITH e, is_first, is_then, side, c.roles[i] AS held, c.fillers[i] AS filler
UNWIND CASE held WHEN 'about'
  THEN COLLECT { MATCH (e)-[:ABOUT_EVENT]->(:Event)<-[r:ROLE_IN]-(:Actor {id: filler}) RETURN r.role }
  ELSE [held] END AS role
WITH e, is_first, is_then, side, role, filler
WHERE role IN ['party', 'signatory', 'sender', 'target', 'actor'] OR (role = 'requester' AND e.type = 'negotiation')
WITH e, is_first, is_then,
  collect(DISTINCT CASE side WHEN 'one' THEN {id: filler, role: role, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE side WHEN 'other' THEN {id: filler, role: role, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id AND (e.type <> 'sanction' OR x.role <> y.role)
    AND (e.type <> 'withdrawal' OR 'actor' IN [x.role, y.role])))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator, one, other,
  is_first, is_then, $days AS days
ORDER BY date_start, event_id
