// title: What followed offers and requests between two, and after how long
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, after at most how many days (optional)
// rows: following.py
// order: time
// example: goodoffices questions after-offers -p a=Argentina -p b=Chile
// One row per pair: talks or mediation offered, requested or accepted, or talks offered and turned down, and later
// talks or mediation that took place, an agreement or a sanction between the same two. The second surely began on the
// day on which the first was over or later, at most so many days by the shorter count; that is a sequence in time and
// no cause. Events of which the day to count from or to is unknown make no pair and are counted. Whoever is party of
// both, signs, asks for talks, sanctions or is sanctioned is on a side.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
WITH e, c, asked.side AS side,
  ((c.type IN ['negotiation', 'mediation'] AND c.status IN ['requested', 'offered', 'accepted'])
    OR (c.type = 'negotiation' AND c.status = 'rejected')) AS is_first,
  ((c.type IN ['negotiation', 'mediation', 'agreement'] AND c.status IN ['held', 'halted', 'failed'])
    OR (c.type = 'sanction' AND c.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted'])) AS is_then
WHERE is_first OR is_then
UNWIND range(0, size(c.roles) - 1) AS i
WITH e, is_first, is_then, side, c.roles[i] AS role, c.fillers[i] AS filler
WHERE role IN ['party', 'signatory', 'sender', 'target'] OR (role = 'requester' AND e.type = 'negotiation')
WITH e, is_first, is_then,
  collect(DISTINCT CASE side WHEN 'one' THEN {id: filler, role: role, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE side WHEN 'other' THEN {id: filler, role: role, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id AND (e.type <> 'sanction' OR x.role <> y.role)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator, one, other,
  is_first, is_then, $days AS days
ORDER BY date_start, event_id
