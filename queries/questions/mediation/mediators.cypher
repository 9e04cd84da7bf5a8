// title: In which capacity each mediated: who, of what kind, for whom, by which method
// parameter a: actor, one party (optional)
// parameter b: actor, the other party (optional)
// rows: capacities.py
// example: goodoffices questions mediators -p a=Iran -p b=USA
// One row per mediator, as the text names it, and event. "acts_for" lists for whom the mediator acts in the event's own
// documents; "capacity" puts kind and these together, as in "official of a third state". Third is who is neither a
// named party nor what one acts for; where no party is named, nobody is called so.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, e AS c, e.id AS event_id, null AS one, null AS other
  UNION ALL
  UNWIND coalesce($a, $b) AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  WHERE $a IS NULL OR $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b)
  WITH e, c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS one,
    CASE WHEN $a IS NOT NULL AND $b IS NOT NULL THEN COLLECT {
      MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
      UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'party' | d.fillers[i]] AS filler RETURN filler
    } END AS other
  WHERE size(one) > 0 AND (other IS NULL OR size(other) > 0)
  RETURN e, c, c.event_id AS event_id, one, other
}
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN m.id AS mediator_id, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, event_id
ORDER BY date_start, event_id, mediator_id
