// title: Direct and indirect talks of two actors, year by year
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: directness.py
// example: goodoffices questions directness -p a=Iran -p b="Saudi Arabia"
// Negotiations that took place (held, halted, failed) and that somebody affirms. One row per year with how many were
// direct, indirect, or of neither in the words of the text ("unknown"), of which "disputed" by somebody, and the events
// themselves. An event whose dates do not lie within one year is never split: such events have a row "spanning", and
// those without a date "no date". Messages that a mediator carried are mediations and are not counted here.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type = 'negotiation' AND c.status IN ['held', 'halted', 'failed'] AND 'party' IN c.roles
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND range(0, size(c.roles) - 1) AS i
WITH e, asked, c.roles[i] AS role, c.fillers[i] AS filler
WHERE role = 'party'
WITH e,
  collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.directness AS directness, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
