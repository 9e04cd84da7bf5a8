// title: Documents loaded since a day or time, and the events that they brought
// parameter day: time, a date or an ISO time in UTC; without it, the time of the last load (optional)
// rows: new_since.py
// example: goodoffices questions new-since
// One row per document that was loaded then or later. "events" are those that it tells of and no document loaded before
// does: Python asks `new-events` for them. A document that was loaded again because it had changed counts as loaded anew:
// what it had told before is no longer known.
MATCH (d:Document)
WITH collect(d) AS documents, max(d.loaded_at) AS last
UNWIND documents AS d
WITH d, last, coalesce($day, last) AS since
WHERE d.loaded_at >= since
RETURN d.id AS document, d.title AS title, d.url AS url, d.published AS published, d.loaded_at AS loaded_at, last
ORDER BY loaded_at, document
