// title: Everyone who met an actor
// parameter a: actor, who met them
// rows: meetings.py
// order: time
// example: goodoffices questions met -p a=Iran
// One row per negotiation or mediation that took place: "with" names those who were in it with the actor. The parties
// of a negotiation met, unless it is told to be indirect; in a mediation each party met who mediated, or was sent, and
// the parties met each other only where it is told to be direct. Who asked for the meeting, refused it or was its host
// is not said to have met anybody, and a mediator who was turned away met nobody.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE c.type IN ['negotiation', 'mediation'] AND c.status IN ['held', 'halted', 'failed']
WITH e, c, [i IN range(0, size(c.roles) - 1)
    WHERE c.roles[i] IN ['party', 'mediator', 'envoy', 'addressee'] | c.fillers[i]] AS one
WITH e, c, one, CASE
    WHEN c.type = 'negotiation' THEN CASE e.directness WHEN 'indirect' THEN [] ELSE ['party', 'addressee'] END
    ELSE CASE WHEN any(role IN c.roles WHERE role IN ['mediator', 'envoy']) THEN ['party', 'addressee'] ELSE [] END
      + CASE WHEN any(role IN c.roles WHERE role IN ['party', 'addressee']) THEN ['mediator', 'envoy'] ELSE [] END
      + CASE WHEN e.directness = 'direct' AND any(role IN c.roles WHERE role IN ['party', 'addressee'])
          THEN ['party', 'addressee'] ELSE [] END
  END AS faced
WHERE size(one) > 0
  AND size([role IN e.roles WHERE role IN faced]) > size([role IN c.roles WHERE role IN faced])
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id,
  c.has_mediator AS has_mediator, one, e.directness AS directness,
  COLLECT {
    MATCH (w:Actor)-[held:ROLE_IN]->(e)
    WHERE held.role IN ['party', 'mediator', 'envoy', 'addressee']
    RETURN w{.id, .name, role: held.role}
  } AS roles
ORDER BY date_start, event_id
