// title: Events in which two of these actors take part, themselves or through something OF them, that may lie in a time
// parameter ids: texts, ids of actors
// parameter start: day, the first day (optional)
// parameter end: date, the last day (optional)
// example: goodoffices questions shared-events -p ids='["0123456789abcdef0123"]' -p start=2018 -p end=2019
UNWIND $ids AS id
MATCH (:Actor {id: id})<-[c:CONCERNS]-(e:Event)
WHERE ($start IS NULL OR c.date_end IS NULL OR c.date_end >= $start)
  AND ($end IS NULL OR c.date_start IS NULL OR c.date_start <= $end)
UNWIND c.fillers AS filler
WITH e, filler, collect(DISTINCT id) AS asked
WITH e, collect({id: filler, of: [side IN asked WHERE side <> filler]}) AS held
WHERE size(held) > 1
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.has_mediator AS has_mediator,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, held
ORDER BY date_start, event_id
