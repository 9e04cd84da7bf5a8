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
  WHERE e.merged_into IS NULL AND size([role IN e.roles WHERE role = 'mediator']) > 1
  RETURN e, e AS c, e.id AS event_id, null AS one, null AS other
  UNION ALL
  UNWIND coalesce($a, $b) AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  WHERE c.has_mediator AND ($a IS NULL OR $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b))
    AND size([role IN e.roles WHERE role = 'mediator']) > 1
  WITH e, c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one,
    CASE WHEN $a IS NOT NULL AND $b IS NOT NULL THEN COLLECT {
      MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
      UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
    } END AS other
  WHERE size(one) > 0 AND (other IS NULL OR size(other) > 0)
  RETURN e, c, c.event_id AS event_id, one, other
}
RETURN true AS has_mediator, one, other,
  COLLECT {
    MATCH (e)-[d:CONCERNS]->(x:Actor) WHERE 'mediator' IN d.roles
    UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'mediator' | d.fillers[i]] AS filler
    RETURN [x.id, filler]
  } AS mediating,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, event_id
ORDER BY date_start, event_id
