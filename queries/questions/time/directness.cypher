// title: Direct and indirect talks of two actors, year by year
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: directness.py
// example: goodoffices questions directness -p a=Iran -p b="Saudi Arabia"
// Negotiations that took place (held, halted, failed) and that somebody affirms. One row per year with how many were
// direct, indirect, or of neither in the words of the text ("unknown"), of which "disputed" by somebody, and the events
// themselves. An event whose dates do not lie within one year is never split: such events have a row "spanning", and
// those without a date "no date". Messages that a mediator carried are mediations and are not counted here.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'negotiation'}]-(e:Event)
WHERE c.status IN ['held', 'halted', 'failed'] AND 'party' IN c.roles
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
WITH e, c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one, COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
  } AS other
WHERE size(other) > 0
RETURN e.directness AS directness, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id
ORDER BY date_start, event_id
