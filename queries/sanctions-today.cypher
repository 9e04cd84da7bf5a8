// title: What has become of sanctions by a day: in force, waived, eased, lapsed or lifted
// group: brokerage
// parameter a: actor, who imposed them (optional)
// parameter b: actor, on whom (optional)
// parameter as_of: date, the last day that counts, else the last on which any of them is dated (optional)
// rows: view
// example: goodoffices questions sanctions-today -p b=Libya -p as_of=2000
// One row per sender, target and type of sanction (null where no text tells it); an official or group stands for whom
// it is OF. An event of type "other" or of none counts for every type between the two. "status" is that of the last
// event: of all that no asserted event is surely after. Where these differ, because dates overlap or are missing, it is
// "unknown". "last" has the ids of these events, "disputed" says whether anybody denies one or its status, and "events"
// are all that may have happened by then. A sanction of whose end nobody tells stays as it last was. A sanction by or
// on nobody named makes no row and is counted. Filters keep the rows with an event that passes; --status goes by the
// row's.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['sanction'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL AND e.status IN ['in_force', 'waived', 'eased', 'lapsed', 'lifted']
    AND ($as_of IS NULL OR e.date_start IS NULL OR e.date_start <= $as_of)
  RETURN e, [] AS one, [] AS other
  UNION
  UNWIND [{side: 'one', role: 'sender', ids: $a}, {side: 'other', role: 'target', ids: $b}] AS asked
  UNWIND asked.ids AS id
  MATCH (x:Actor {id: id})
  WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
  UNWIND fillers AS f
  WITH DISTINCT asked, f
  MATCH (f)-[r:ROLE_IN]->(e:Event {type: 'sanction'})
  WHERE r.role = asked.role
    AND e.merged_into IS NULL
    AND e.status IN ['in_force', 'waived', 'eased', 'lapsed', 'lifted']
    AND ($as_of IS NULL OR e.date_start IS NULL OR e.date_start <= $as_of)
  WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f}) AS told
  WHERE ($a IS NULL OR any(x IN told WHERE x.side = 'one'))
    AND ($b IS NULL OR any(x IN told WHERE x.side = 'other'))
  UNWIND told AS x
  WITH e, x, x.filler AS f
  WHERE f.id IN x.ids OR EXISTS {
    UNWIND e.documents AS key
    MATCH (d:Document {id: key})
    MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
    WHERE any(of IN n.of WHERE of IN x.ids)
  }
  WITH e,
    collect(DISTINCT CASE x.side WHEN 'one' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS one,
    collect(DISTINCT CASE x.side WHEN 'other' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS other
  WHERE ($a IS NULL OR size(one) > 0)
    AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
  RETURN e, one, other
}
WITH e, one, other,
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
RETURN senders, targets, e.sanction_type AS sanction_type, e.type AS type, e.date AS date, e.status AS status,
  e.verdict AS verdict, e.relation AS relation, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  one, other
ORDER BY date_start, event_id
