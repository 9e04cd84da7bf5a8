// title: Documents loaded since a day or time, and the events that they brought
// parameter day: time, a date or an ISO time in UTC; without it, the time of the last load (optional)
// rows: new_since.py
// example: goodoffices questions new-since
// One row per document that was loaded then or later. "events" are those that it tells of and no document loaded before
// does: the statement finds all that it tells of, with the documents of each. An event judged one with others is new only
// if all of them are. A document that was loaded again because it had changed counts as loaded anew: what it had told
// before is no longer known.
MATCH (d:Document)
WITH collect(d) AS documents, max(d.loaded_at) AS last
UNWIND documents AS d
WITH d, last, coalesce($day, last) AS since
WHERE d.loaded_at >= since
RETURN d.id AS document, d.title AS title, d.url AS url, d.published AS published, d.loaded_at AS loaded_at, last,
  COLLECT {
    MATCH (told:Event {document: d.id})
    WITH DISTINCT coalesce(told.merged_into, told.id) AS id
    MATCH (e:Event {id: id})
    RETURN {documents: e.documents, event_id: e.id, type: e.type, date: e.date, status: e.status, verdict: e.verdict, relation: e.relation,
      has_mediator: EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) },
      date_start: e.date_start, date_end: e.date_end}
  } AS events
ORDER BY loaded_at, document
