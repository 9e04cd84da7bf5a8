// title: What has become of sanctions by a day: in force, waived, eased, lapsed or lifted
// group: brokerage
// parameter a: actor, who imposed them (optional)
// parameter b: actor, on whom (optional)
// parameter as_of: date, the last day that counts, else the last on which any of them is dated (optional)
// rows: view
// example: goodoffices questions sanctions-today -p b=Libya -p as_of=2000
// One row per sender, target and type of sanction (null where no text tells it); an official or group stands for whom it
// is OF. An event of type "other" or of none counts for every type between the two. "status" is that of the last event:
// of all that no asserted event is surely after. Where these differ, because dates overlap or are missing, it is
// "unknown". "last" has the ids of these events, "disputed" says whether anybody denies one or its status, and "events"
// are all that may have happened by then. A sanction of whose end nobody tells stays as it last was. Filters keep the
// rows with an event that passes; --status goes by the row's.
CALL {
  UNWIND coalesce($b, $a) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
  UNWIND fillers AS filler
  MATCH (filler)-[r:ROLE_IN]->(e:Event {type: 'sanction'})
  WHERE r.role IN ['sender', 'target']
  RETURN e
  UNION
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  RETURN e
}
WITH DISTINCT e
WHERE e.merged_into IS NULL AND e.status IN ['in_force', 'waived', 'eased', 'lapsed', 'lifted']
  AND ($as_of IS NULL OR e.date_start IS NULL OR e.date_start <= $as_of)
WITH e,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'sender'}]->(e)
    RETURN f{.id, .name, .kind, .iso3, of: COLLECT {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      UNWIND n.of AS side
      WITH DISTINCT side
      MATCH (s:Actor {id: side})
      RETURN s{.id, .name, .kind, .iso3}
    }}
  } AS senders,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'target'}]->(e)
    RETURN f{.id, .name, .kind, .iso3, of: COLLECT {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      UNWIND n.of AS side
      WITH DISTINCT side
      MATCH (s:Actor {id: side})
      RETURN s{.id, .name, .kind, .iso3}
    }}
  } AS targets
WITH e, senders, targets,
  [x IN senders WHERE $a IS NOT NULL AND (x.id IN $a OR any(of IN x.of WHERE of.id IN $a))
    | {id: x.id, name: x.name, stated: x.id IN $a}] AS one,
  [y IN targets WHERE $b IS NOT NULL AND (y.id IN $b OR any(of IN y.of WHERE of.id IN $b))
    | {id: y.id, name: y.name, stated: y.id IN $b}] AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN senders, targets, e.sanction_type AS sanction_type, e.type AS type, e.date AS date, e.status AS status,
  e.verdict AS verdict, e.relation AS relation, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  one, other
ORDER BY date_start, event_id
