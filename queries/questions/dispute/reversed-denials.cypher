// title: Denials that the same speaker later took back, and affirmations later denied
// parameter a: actor, who speaks, itself or something OF it (optional)
// rows: contradictions.py
// example: goodoffices questions reversed-denials
// The same deepest speaker denies that an event occurred and affirms it on a surely later day, or the other way round.
// A claim's day is when it was said, else when its document was published. One row per `later` claim, with the latest
// `earlier` one that it reverses, and the `direction`: denied_then_affirmed or affirmed_then_denied.
CALL {
  UNWIND coalesce($a, []) AS id
  MATCH (asked:Actor {id: id})
  WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS speakers
  UNWIND speakers AS speaker
  MATCH (speaker)<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
  WHERE e.verdict = 'disputed' AND (speaker.id IN $a
    OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(speaker)
      WHERE any(of IN n.of WHERE of IN $a)
    })
  RETURN e, speaker.id AS voice
  UNION
  UNWIND CASE WHEN $a IS NULL THEN ['disputed'] ELSE [] END AS verdict
  MATCH (e:Event {verdict: verdict})
  RETURN e, null AS voice
}
WITH e, collect(DISTINCT voice) AS voices
WHERE e.merged_into IS NULL
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator,
  $a IS NULL OR any(voice IN voices WHERE voice IN $a) AS stated, voices
ORDER BY date_start, event_id
