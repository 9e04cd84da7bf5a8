// title: Places and hosts that had both sides as their guests
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: events
// order: time
// example: goodoffices questions shared-venues -p a=Iran -p b=USA
// One row per event that took place, that names a host or a place, and in which both sides are party, signatory, envoy
// or addressee. "hosts" and "places" say where; who has both as guests does not mediate by that, whoever did is among
// the participants as mediator. A venue that was only offered, or that had one side alone, is none.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation', 'agreement', 'relations'] AND c.status IN ['held', 'halted', 'failed']
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
UNWIND [i IN range(0, size(c.roles) - 1)
  WHERE c.roles[i] IN ['party', 'signatory', 'envoy', 'addressee'] | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
  AND (EXISTS { MATCH (e)-[:AT]->(:Place) } OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'host'}]->(e) })
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
