// title: Who mediated, or offered to, between two actors
// command: a b
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: who_mediated.py
// example: goodoffices who-mediated Iran "Saudi Arabia"
// A side holds the role of party itself, or something OF it does in the event's own document. The two sides are
// different actors. One row per mediator, as the text names it, and event; the mediator is null where it names none.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
WHERE 'party' IN c.roles AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
WITH e, c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one, COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
  } AS other
WHERE size(other) > 0
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN m.id AS mediator_id, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id
ORDER BY date_start, event_id, mediator_id
