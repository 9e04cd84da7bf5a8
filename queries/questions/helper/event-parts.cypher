// title: Whole events in parts: what each is, its roles, places, claims and quotes, a list of each
// parameter ids: events, their ids
// parameter fields: texts, what is wanted of each event itself
// example: goodoffices questions event-parts -p ids='["0123456789abcdef0123"]' -p fields='["id", "type"]'
// Lists and not maps, as names of fields would cross with every value. "acting" has for whom an actor acts by a
// document; whom an id means and what a document is called tells event-names, once for all events.
UNWIND $ids AS id
MATCH (e:Event {id: id})
WITH collect(e) AS found
RETURN COLLECT { UNWIND found AS e RETURN [name IN $fields | e[name]] } AS events,
  COLLECT { UNWIND found AS e MATCH (a:Actor)-[r:ROLE_IN]->(e) RETURN [e.id, a.id, r.role] } AS roles,
  COLLECT {
    UNWIND found AS e
    MATCH (a:Actor)-[:ROLE_IN]->(e)
    UNWIND e.documents AS key
    WITH key, collect(DISTINCT a) AS actors
    MATCH (d:Document {id: key})
    UNWIND actors AS a
    MATCH (d)-[n:NAMES|SAME_NAMES]->(a)
    WHERE size(n.of) > 0
    RETURN [key, a.id, n.of]
  } AS acting,
  COLLECT { UNWIND found AS e MATCH (e)-[:AT]->(p:Place) RETURN [e.id, p.id, p.name] } AS places,
  COLLECT {
    UNWIND found AS e
    MATCH (e)-[:ABOUT_EVENT]->(x:Event)
    WHERE x.merged_into IS NULL
    RETURN [e.id, x.id]
  } AS about,
  COLLECT {
    UNWIND found AS e
    MATCH (c:Claim)-[:ABOUT]->(e)
    MATCH (c)-[:QUOTED_FROM]->(q:Evidence)-[:IN]->(d:Document)
    RETURN [e.id, d.id, c.id, c.aspect, c.value, c.value_id, c.factuality, c.said_on,
      q.start, q.end, q.exact, q.prefix, q.suffix, q.trigger_start, q.trigger_end]
  } AS claims,
  COLLECT {
    UNWIND found AS e
    MATCH (c:Claim)-[:ABOUT]->(e)
    MATCH (c)-[s:SAID_BY]->(a:Actor)
    RETURN [e.id, c.id, a.id, s.depth]
  } AS speakers
