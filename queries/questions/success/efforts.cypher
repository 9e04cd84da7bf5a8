// title: The status of each effort between two as of a date
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter as_of: date, the last day that counts (optional)
// rows: aftermath.py
// order: time
// example: goodoffices questions efforts -p a=Iran -p b=USA -p as_of=2019
// An effort is one negotiation or mediation of the two sides (parties, or in a negotiation who asked for it), as one
// document tells it or as several that were judged to be one, together with the events about it: a withdrawal from it.
// A row has the effort, the events about it in "later", and "latest": whichever of these is the last that somebody
// affirms, with its status; null where nobody affirms any. As of a date only what surely had begun counts; the rest is
// counted beside the answer. Then "latest" has no status where an effort failed, was halted, accepted or rejected at a
// time that may lie after that date. Two efforts are never joined because they look alike, and what was known on the
// date is another matter: see --known-by.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation'] AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
WITH e, c, [i IN range(0, size(c.roles) - 1)
    WHERE c.roles[i] = 'party' OR (c.roles[i] = 'requester' AND c.type = 'negotiation') | c.fillers[i]] AS one,
  COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1)
      WHERE d.roles[i] = 'party' OR (d.roles[i] = 'requester' AND d.type = 'negotiation') | d.fillers[i]] AS filler
    RETURN filler
  } AS other
WHERE size(one) > 0 AND size(other) > 0
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id,
  c.has_mediator AS has_mediator, one, other, $as_of AS as_of,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e) WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
