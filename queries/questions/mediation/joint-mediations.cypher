// title: Efforts with several mediators
// parameter a: actor, one party (optional)
// parameter b: actor, the other party (optional)
// rows: capacities.py
// example: goodoffices questions joint-mediations -p a=Colombia
// One row per event that names two mediators or more, all in "mediators". One who acts for another of them in that text
// is not counted beside it (a sultan and his country are one mediator), nor are two actors that were judged to be one.
// An unnamed group counts as one, since nobody tells who is in it.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL AND COUNT { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } > 1
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  WHERE (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
    AND COUNT { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } > 1
  UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS filler
  RETURN e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
}
WITH e, one, other
WHERE $a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  true AS has_mediator, one, other
ORDER BY date_start, event_id
