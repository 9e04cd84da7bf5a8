// title: The longest times without any channel between two
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: gaps.py
// example: goodoffices questions gaps -p a=Iran -p b=USA
// One row per time in which surely none of the talks and mediations that took place between the two fell, longest
// first: from the latest day on which all before were surely over ("first" is the one that may have lasted so long) to
// the earliest on which the next may have begun ("then"), "days_least" apart. So that a gap is sure, what is disputed
// or unconfirmed, mediation without a named mediator and a mediator who went and was turned away count as channels;
// what is denied does not, nor does an agreement by itself. An open end reaches as far as it takes. Events without any
// date are left out and counted: one of them may lie in a gap. Before the first channel and after the last no gap is
// told, and of channels that no document tells of nothing is known.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation']
  AND (c.status IN ['held', 'halted', 'failed'] OR (c.type = 'mediation' AND c.status = 'rejected'))
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  true AS has_mediator, one, other
ORDER BY date_start, event_id
