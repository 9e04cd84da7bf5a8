// title: Sanctions by or on an actor, with their life cycle
// command: --by=a --on=b
// parameter a: actor, who imposes (optional)
// parameter b: actor, on whom (optional)
// rows: sanctions.py
// example: goodoffices sanctions --on Iran
// The sender or target is the actor itself, or something OF it in the event's own document. One row per event.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, null AS side, null AS filler
  UNION ALL
  UNWIND [{side: 'sender', ids: $a, others: $b}, {side: 'target', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE c.type = 'sanction' AND asked.side IN c.roles
    AND (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
  UNWIND range(0, size(c.roles) - 1) AS i
  WITH e, asked, c.roles[i] AS role, c.fillers[i] AS filler
  WHERE role = asked.side
  RETURN e, role AS side, {id: filler, stated: filler IN asked.ids} AS filler
}
WITH e, collect(DISTINCT CASE side WHEN 'sender' THEN filler END) AS one,
  collect(DISTINCT CASE side WHEN 'target' THEN filler END) AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation, e.type AS type,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
