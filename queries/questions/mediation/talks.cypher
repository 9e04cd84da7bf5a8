// title: Negotiations of an actor, or between two
// command: a b
// parameter a: actor, who negotiated or asked to
// parameter b: actor, the other side (optional)
// rows: talks.py
// example: goodoffices talks Iran "United States"
// An actor is a party or requester itself, or something OF it is in the event's own document. One row per event.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'negotiation'}]-(e:Event)
WHERE $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b)
WITH c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] IN ['party', 'requester'] | c.fillers[i]] AS one,
  CASE WHEN $b IS NOT NULL THEN COLLECT {
    MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] IN ['party', 'requester'] | d.fillers[i]] AS filler
    RETURN filler
  } END AS other
WHERE size(one) > 0 AND ($b IS NULL OR size(other) > 0)
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, c.event_id AS event_id, one, other
ORDER BY date_start, event_id
