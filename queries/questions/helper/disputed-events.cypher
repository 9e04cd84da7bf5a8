// title: Events that are disputed: all, or of some
// parameter ids: events, which (optional)
// example: goodoffices questions disputed-events
CALL {
  UNWIND coalesce($ids, []) AS id
  MATCH (e:Event {id: id})
  WHERE e.verdict = 'disputed'
  RETURN e
  UNION
  UNWIND CASE WHEN $ids IS NULL THEN ['disputed'] ELSE [] END AS verdict
  MATCH (e:Event {verdict: verdict})
  WHERE e.merged_into IS NULL
  RETURN e
}
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  e.has_mediator AS has_mediator
ORDER BY date_start, event_id
