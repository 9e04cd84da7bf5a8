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
WITH DISTINCT e, mediator_id
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  mediator_id, [{id: mediator_id, stated: mediator_id IN $a}] AS one
ORDER BY date_start, event_id, mediator_id
