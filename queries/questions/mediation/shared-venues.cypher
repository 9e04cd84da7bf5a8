// title: Places and hosts that had both sides as their guests
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: events
// order: time
// example: goodoffices questions shared-venues -p a=Iran -p b=USA
// One row per event that took place, that names a host or a place, and in which both sides are party, signatory, envoy
// or addressee. "hosts" and "places" say where; who has both as guests does not mediate by that, whoever did is among
// the participants as mediator. A venue that was only offered, or that had one side alone, is none.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation', 'agreement', 'relations'] AND c.status IN ['held', 'halted', 'failed']
  AND (c.others IS NULL OR any(other IN c.others WHERE other IN $b))
  AND (EXISTS { MATCH (e)-[:AT]->(:Place) } OR 'host' IN e.roles)
WITH c, [i IN range(0, size(c.roles) - 1)
    WHERE c.roles[i] IN ['party', 'signatory', 'envoy', 'addressee'] | c.fillers[i]] AS one, COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1)
      WHERE d.roles[i] IN ['party', 'signatory', 'envoy', 'addressee'] | d.fillers[i]] AS filler
    RETURN filler
  } AS other
WHERE size(one) > 0 AND size(other) > 0
RETURN c.has_mediator AS has_mediator, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id
ORDER BY date_start, event_id
