// title: Direct and indirect talks of two actors, year by year
// group: time
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices questions directness -p a=Iran -p b="Saudi Arabia"
// Negotiations that took place (held, halted, failed) and that somebody affirms. One row per year with how many were
// direct, indirect, or of neither in the words of the text ("unknown"), of which "disputed" by somebody, and the events
// themselves. An event whose dates do not lie within one year is never split: such events have a row "spanning", and
// those without a date "no date". Messages that a mediator carried are mediations and are not counted here.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[:ROLE_IN {role: 'party'}]->(e:Event {type: 'negotiation'})
WHERE e.merged_into IS NULL AND e.status IN ['held', 'halted', 'failed']
WITH DISTINCT e
WITH e,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'party'}]->(e)
    WHERE f.id IN $a OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $a)
    }
    RETURN {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (f:Actor)-[:ROLE_IN {role: 'party'}]->(e)
    WHERE f.id IN $b OR EXISTS {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
      WHERE any(of IN n.of WHERE of IN $b)
    }
    RETURN {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.directness AS directness, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.type AS type, e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, one, other
ORDER BY date_start, event_id
