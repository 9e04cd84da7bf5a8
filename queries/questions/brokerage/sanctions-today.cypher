// title: What has become of sanctions by a day: in force, waived, eased, lapsed or lifted
// parameter a: actor, who imposed them (optional)
// parameter b: actor, on whom (optional)
// parameter as_of: date, the last day that counts, else the last on which any of them is dated (optional)
// rows: sanction_chains.py
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
WHERE e.status IN ['in_force', 'waived', 'eased', 'lapsed', 'lifted']
  AND ($as_of IS NULL OR e.date_start IS NULL OR e.date_start <= $as_of)
  AND ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
WITH e, one, other, COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['sender', 'target']
    RETURN f{.id, .name, .kind, .iso3, role: r.role, of: COLLECT {
      MATCH (e)-[c:CONCERNS]->(s:Actor)
      WHERE f.id IN c.fillers AND s.id <> f.id
      RETURN s{.id, .name, .kind, .iso3}
    }}
  } AS holders
RETURN e.sanction_type AS sanction_type, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict,
  e.relation AS relation, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other,
  [x IN holders WHERE x.role = 'sender'] AS senders, [x IN holders WHERE x.role = 'target'] AS targets
ORDER BY date_start, event_id
