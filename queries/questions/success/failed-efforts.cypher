// title: Talks and mediations that failed, were halted or refused, and who is blamed by whom
// parameter a: actor, one side (optional)
// parameter b: actor, the other side (optional)
// rows: failures.py
// example: goodoffices questions failed-efforts -p a=Argentina
// One row per negotiation or mediation with the status failed, halted or rejected, or that names who refused it.
// "blamed" has each actor whom a claim holds responsible for it: "by" affirm that, "denied_by" deny it, "left_open_by"
// say neither, each the deepest speaker of a claim in the row. "refused_by" are those who turned it down; that is no
// blame.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation'] ELSE [] END AS type
  MATCH (e:Event {type: type}) WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE c.type IN ['negotiation', 'mediation']
    AND (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
  UNWIND [i IN range(0, size(c.roles) - 1)
    WHERE c.roles[i] = 'party' OR (c.roles[i] = 'requester' AND c.type = 'negotiation') | c.fillers[i]] AS filler
  RETURN e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
}
WITH e, one, other
WHERE ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id)))
  AND (e.status IN ['failed', 'halted', 'rejected'] OR EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'rejecter'}]->(e) })
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other
ORDER BY date_start, event_id
