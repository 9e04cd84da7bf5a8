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
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation'] AND c.status IN ['held', 'halted', 'failed'] AND 'party' IN c.roles
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
WITH c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one, COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
  } AS other
WHERE any(x IN one WHERE NOT x IN $a AND any(y IN other WHERE x <> y))
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id,
  c.has_mediator AS has_mediator, one, other
ORDER BY date_start, event_id
