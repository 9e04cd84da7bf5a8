// title: Events that some documents tell of and none loaded before a time does
// parameter documents: texts, their ids
// parameter since: text, the ISO time in UTC
// example: goodoffices questions new-events -p documents='["oman-channel-2012"]' -p since=2000-01-01
// An event judged one with others is new only if all of them are.
CALL {
  UNWIND $documents AS document
  MATCH (e:Event {document: document})
  WHERE e.merged_into IS NULL
  RETURN document, e
  UNION ALL
  MATCH (j:Judgement {kind: 'event', judgement: 'same'})
  MATCH (part:Event {id: j.left})
  MATCH (e:Event {id: part.merged_into})
  WHERE NOT EXISTS { UNWIND e.documents AS key MATCH (d:Document {id: key}) WHERE d.loaded_at < $since }
  UNWIND e.documents AS document
  WITH DISTINCT document, e
  WHERE document IN $documents
  RETURN document, e
}
RETURN document, e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, e.has_mediator AS has_mediator
ORDER BY document, event_id
