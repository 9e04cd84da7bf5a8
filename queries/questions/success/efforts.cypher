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
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation']
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND [i IN range(0, size(c.roles) - 1)
  WHERE c.roles[i] = 'party' OR (c.roles[i] = 'requester' AND c.type = 'negotiation') | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other, $as_of AS as_of,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e) WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
