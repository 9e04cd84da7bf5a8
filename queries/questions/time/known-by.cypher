// title: What had happened by a day, and whether anybody had said so by then
// parameter day: date, the last day that counts
// parameter a: actor, whose events (optional)
// parameter b: actor, whom they concern too (optional)
// rows: known_by.py
// example: goodoffices questions known-by -p day=2026-12 -p a=Iran
// One row per event that surely lies on or before the day and that somebody affirms. "known" compares when that was
// said, by the claim's own date or else its document's: "by then", "later", or "unknown" where a claim without a date
// may have been the first, or a date spans the day. "first_said" is the date of the claim that was surely first by its
// last day, null where none has a date. Events that may have happened later, or have no date, are counted and left out.
CALL {
  UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['negotiation', 'mediation', 'sanction', 'agreement', 'withdrawal',
    'relations', 'release', 'coercion', 'incident'] ELSE [] END AS type
  MATCH (e:Event {type: type})
  WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $day)
  RETURN e, null AS side, null AS filler
  UNION ALL
  UNWIND [{side: 'one', ids: $a, others: $b}, {side: 'other', ids: $b, others: $a}] AS asked
  UNWIND asked.ids AS id
  MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
  WHERE (c.date_start IS NULL OR c.date_start <= $day)
    AND (asked.others IS NULL OR c.others IS NULL OR any(other IN c.others WHERE other IN asked.others))
  UNWIND c.fillers AS filler
  RETURN e, asked.side AS side, {id: filler, stated: filler IN asked.ids} AS filler
}
WITH e, collect(DISTINCT CASE side WHEN 'one' THEN filler END) AS one,
  collect(DISTINCT CASE side WHEN 'other' THEN filler END) AS other
WHERE ($a IS NULL OR size(one) > 0)
  AND ($b IS NULL OR any(y IN other WHERE $a IS NULL OR any(x IN one WHERE x.id <> y.id)))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
