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
  MATCH (e:Event {type: type}) WHERE e.merged_into IS NULL
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'agreement'}]-(e:Event)
  WHERE asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others)
  UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'signatory' | c.fillers[i]] AS filler
  WITH e, collect(DISTINCT CASE asked.side WHEN 'one' THEN {id: filler, stated: filler IN $a} END) AS one,
    collect(DISTINCT CASE asked.side WHEN 'other' THEN {id: filler, stated: filler IN $b} END) AS other
  WHERE $a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
  RETURN e, one, other
}
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  one, other,
  COLLECT {
    MATCH (x:Event)-[:ABOUT_EVENT]->(e) WHERE x.merged_into IS NULL
    RETURN x{.type, .date, .status, .verdict, .relation, .date_start, .date_end, event_id: x.id}
  } AS later
ORDER BY date_start, event_id
