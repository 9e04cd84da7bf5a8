// title: Mediation that somebody requested: who asked whom
// parameter a: actor, who requested (optional)
// parameter b: actor, one of the parties (optional)
// rows: capacities.py
// example: goodoffices questions requested-mediations -p a=Argentina -p b=Chile
// One row per event that names a requester, whatever became of the request: see its status. "requesters" asked
// "mediators" to mediate "between" the parties. The one who requested and the party asked about are two actors.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type}) WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', role: 'requester', ids: $a}, {side: 'other', role: 'party', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
  UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = asked.role | c.fillers[i]] AS filler
  RETURN e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
}
WITH e, one, other
WHERE ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
  AND 'requester' IN e.roles
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator, one, other
ORDER BY date_start, event_id
