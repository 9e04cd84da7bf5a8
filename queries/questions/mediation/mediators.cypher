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
  MATCH (e:Event {type: type}) WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  WHERE asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
  UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'party' | c.fillers[i]] AS filler
  WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
  WHERE $a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
  RETURN e, one, other
}
OPTIONAL MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  m.id AS mediator_id, one, other
ORDER BY date_start, event_id, mediator_id
