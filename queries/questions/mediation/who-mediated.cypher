// title: Who mediated, or offered to, between two actors
// command: a b
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: who_mediated.py
// example: goodoffices who-mediated Iran "Saudi Arabia"
// A side holds the role of party itself, or something OF it does in the event's own document. The two sides are
// different actors. One row per mediator, as the text names it, and event; the mediator is null where it names none.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
WHERE c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  m.id AS mediator_id, one, other
ORDER BY date_start, event_id, mediator_id
