// title: Negotiations of an actor, or between two
// command: a b
// parameter a: actor, who negotiated or asked to
// parameter b: actor, the other side (optional)
// rows: talks.py
// example: goodoffices talks Iran "United States"
// An actor is a party or requester itself, or something OF it is in the event's own document. One row per event.
UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
UNWIND asked.ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'negotiation'}]-(e:Event)
WHERE asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] IN ['party', 'requester'] | c.fillers[i]] AS filler
WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
  collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
WHERE size(one) > 0 AND ($b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  one, other
ORDER BY date_start, event_id
