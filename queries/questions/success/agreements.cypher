// title: Agreements, who signed them, and what became of them
// parameter a: actor, who signed (optional)
// parameter b: actor, who signed too (optional)
// rows: aftermath.py
// order: time
// example: goodoffices questions agreements -p a=USA -p b=Iran
// One row per agreement, also those that were only asked for, offered, rejected or that failed: see its status.
// "signatories" are those that a text names, "later" has the events about it, which are withdrawals from it, in time;
// those that are denied are left out and counted. An agreement of which no withdrawal is told need not be in force.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['agreement'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL
  RETURN e, e AS c, e.id AS event_id, null AS one, null AS other
  UNION ALL
  UNWIND coalesce($a, $b) AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'agreement'}]-(e:Event)
  WHERE $a IS NULL OR $b IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN $b)
  WITH e, c, [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'signatory' | c.fillers[i]] AS one,
    CASE WHEN $a IS NOT NULL AND $b IS NOT NULL THEN COLLECT {
      MATCH (e)-[d:CONCERNS]->(y:Actor) WHERE y.id IN $b
      UNWIND [i IN range(0, size(d.roles) - 1) WHERE d.roles[i] = 'signatory' | d.fillers[i]] AS filler RETURN filler
    } END AS other
  WHERE size(one) > 0 AND (other IS NULL OR size(other) > 0)
  RETURN e, c, c.event_id AS event_id, one, other
}
RETURN c.type AS type, c.date AS date, c.status AS status, c.verdict AS verdict, c.relation AS relation,
  c.date_start AS date_start, c.date_end AS date_end, event_id, one, other,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e) WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
