// title: What an actor mediated, or offered to, and between whom
// command: a
// parameter a: actor, the mediator
// rows: who_mediated.py
// example: goodoffices mediations Oman
// The actor mediates itself, or something OF it does in the event's own document. One row per mediator, as the text
// names it, and event.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'mediator' | c.fillers[i]] AS mediator_id
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id,
  mediator_id, [mediator_id] AS one
ORDER BY date_start, event_id, mediator_id
