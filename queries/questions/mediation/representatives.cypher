// title: Who represented an actor in talks with another
// parameter a: actor, who was represented
// parameter b: actor, the other side
// rows: meetings.py
// order: time
// example: goodoffices questions representatives -p a=USA -p b=Iran
// One row per representative and event: who acts for the first actor, in a document of the event itself, and was a
// party of a negotiation or mediation that took place and in which the second, or who acts for it, was a party too. Who
// acted for it elsewhere, earlier or later is none, and nobody represents anybody in talks that were only offered or
// were refused.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation'] AND c.status IN ['held', 'halted', 'failed']
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE NOT x.stated AND any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
