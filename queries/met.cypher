// title: Everyone who met an actor
// group: mediation
// parameter a: actor, who met them
// rows: view
// order: time
// example: goodoffices questions met -p a=Iran
// One row per negotiation or mediation that took place: "with" names those who were in it with the actor. The parties
// of a negotiation met, unless it is told to be indirect; in a mediation each party met who mediated, or was sent, and
// the parties met each other only where it is told to be direct. Who asked for the meeting, refused it or was its host
// is not said to have met anybody, and a mediator who was turned away met nobody.
UNWIND [{side: 'one', ids: $a}] AS asked
UNWIND asked.ids AS id
MATCH (x:Actor {id: id})
WITH asked, [x] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(x) RETURN agent } AS fillers
UNWIND fillers AS f
WITH DISTINCT asked, f
MATCH (f)-[r:ROLE_IN]->(e:Event)
WHERE r.role IN ['party', 'mediator', 'envoy', 'addressee']
  AND e.merged_into IS NULL
  AND e.type IN ['negotiation', 'mediation']
  AND e.status IN ['held', 'halted', 'failed']
WITH e, collect(DISTINCT {side: asked.side, ids: asked.ids, filler: f}) AS told
UNWIND told AS x
WITH e, x, x.filler AS f
WHERE f.id IN x.ids OR EXISTS {
  UNWIND e.documents AS key
  MATCH (d:Document {id: key})
  MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
  WHERE any(of IN n.of WHERE of IN x.ids)
}
WITH e,
  collect(DISTINCT CASE x.side WHEN 'one' THEN {id: f.id, name: f.name, stated: f.id IN x.ids} END) AS one
WHERE size(one) > 0
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one,
  e.directness AS directness,
  COLLECT {
    MATCH (w:Actor)-[held:ROLE_IN]->(e)
    WHERE held.role IN ['party', 'mediator', 'envoy', 'addressee']
    RETURN w{.id, .name, role: held.role}
  } AS roles
ORDER BY date_start, event_id
