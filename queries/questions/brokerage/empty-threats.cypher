// title: Threats after which nothing surely came
// parameter a: actor, who threatened (optional)
// parameter b: actor, whom (optional)
// rows: threats.py
// example: goodoffices questions empty-threats
// One row per sanction, coercion or withdrawal that was threatened. The statement finds these and what may have come of
// them: a sanction in force, or coercion that took place, by the same on the same; a withdrawal by the same from the
// same. Whom something is OF counts as the same. What is undated, or whose date overlaps the threat's, counts as
// possibly after it, as does what is disputed or unconfirmed: the threat is told, and "possibly_after" holds them. A
// threat of which nobody names by whom, on whom or, of a withdrawal, from what is counted and left out.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction', 'coercion', 'withdrawal'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, null AS side, null AS filler
  UNION ALL
  UNWIND [{side: 'one', ids: $a, others: $b, roles: ['sender', 'actor']},
    {side: 'other', ids: $b, others: $a, roles: ['target', 'about']}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE c.type IN ['sanction', 'coercion', 'withdrawal'] AND any(role IN c.roles WHERE role IN asked.roles)
    AND (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
  UNWIND range(0, size(c.roles) - 1) AS i
  WITH e, asked, c.roles[i] AS role, c.fillers[i] AS filler
  WHERE role IN asked.roles
  RETURN e, asked.side AS side, {id: filler, stated: filler IN asked.ids} AS filler
}
WITH e, collect(DISTINCT CASE side WHEN 'one' THEN filler END) AS one,
  collect(DISTINCT CASE side WHEN 'other' THEN filler END) AS other
WHERE ((e.type = 'sanction' AND e.status IN ['threatened', 'in_force'])
    OR (e.type IN ['coercion', 'withdrawal'] AND e.status IN ['threatened', 'held']))
  AND ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN COLLECT {
    MATCH (e)-[c:CONCERNS]->(x:Actor) WHERE any(role IN c.roles WHERE role IN ['sender', 'actor']) RETURN x.id
  } AS senders,
  COLLECT {
    MATCH (e)-[c:CONCERNS]->(x:Actor) WHERE any(role IN c.roles WHERE role IN ['target', 'about']) RETURN x.id
  } AS targets,
  COLLECT { MATCH (e)-[:ABOUT_EVENT]->(x:Event) WHERE x.merged_into IS NULL RETURN x.id } AS about,
  e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
