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
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation'] AND 'party' IN c.roles
  AND (c.status IN ['held', 'halted', 'failed'] OR (c.type = 'mediation' AND c.status = 'rejected'))
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
WITH c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one, COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
  } AS other
WHERE size(other) > 0
RETURN true AS has_mediator, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id
ORDER BY date_start, event_id
