// title: What sanctions by a day were about: their type, who imposed them and on whom
// parameter ids: events, their ids
// parameter as_of: date, the last day that counts (optional)
// example: goodoffices questions sanction-ends -p ids='["7bdb55f4aaf48437c8b3"]'
// Of those that came into being, whatever has become of them, and did not surely do so later. `of` is for whom one acts.
UNWIND $ids AS id
MATCH (e:Event {id: id})
WHERE e.status IN ['in_force', 'waived', 'eased', 'lapsed', 'lifted']
  AND ($as_of IS NULL OR e.date_start IS NULL OR e.date_start <= $as_of)
RETURN id AS event_id, e.sanction_type AS sanction_type, COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role IN ['sender', 'target']
    RETURN f{.id, .name, .kind, .iso3, role: r.role, of: COLLECT {
      MATCH (e)-[c:CONCERNS]->(s:Actor)
      WHERE f.id IN c.fillers AND s.id <> f.id
      RETURN s{.id, .name, .kind, .iso3}
    }}
  } AS ends
ORDER BY event_id
