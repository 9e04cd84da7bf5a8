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
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
    AND (e.status IN ['failed', 'halted', 'rejected'] OR 'rejecter' IN e.roles)
  RETURN e AS c, e.id AS event_id, null AS one, null AS other
  UNION ALL
  UNWIND coalesce($a, $b) AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE c.type IN ['negotiation', 'mediation']
    AND ($a IS NULL OR $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b))
    AND (c.status IN ['failed', 'halted', 'rejected'] OR 'rejecter' IN e.roles)
  WITH c, [i IN range(0, size(c.roles) - 1)
      WHERE c.roles[i] = 'party' OR (c.roles[i] = 'requester' AND c.type = 'negotiation') | c.fillers[i]] AS one,
    CASE WHEN $a IS NOT NULL AND $b IS NOT NULL THEN COLLECT {
      MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
      UNWIND [i IN range(0, size(d.roles) - 1)
        WHERE d.roles[i] = 'party' OR (d.roles[i] = 'requester' AND d.type = 'negotiation') | d.fillers[i]] AS filler
      RETURN filler
    } END AS other
  WHERE size(one) > 0 AND (other IS NULL OR size(other) > 0)
  RETURN c, c.event_id AS event_id, one, other
}
RETURN c.has_mediator AS has_mediator, one, other,
  c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, event_id
ORDER BY date_start, event_id
