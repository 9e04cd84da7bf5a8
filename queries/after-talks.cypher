// title: What followed talks that took place between two, and after how long
// group: success
// parameter a: actor, one side
// parameter b: actor, the other side
// parameter days: number, after at most how many days (optional)
// rows: view
// order: time
// example: goodoffices questions after-talks -p a=Argentina -p b=UK -p days=365
// One row per pair: a negotiation or mediation that took place, and later an agreement, a sanction, relations, a
// withdrawal from something between them, or talks or mediation that failed, were halted or rejected, between the same
// two. The second surely began on the day on which the first was over or later, at most so many days by the shorter
// count; that is a sequence in time and no cause. Events without both dates make no pair, and what was only offered or
// threatened is none.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[r:ROLE_IN]->(held:Event)
WHERE r.role IN ['party', 'requester', 'signatory', 'sender', 'target', 'actor']
WITH [held] + COLLECT { MATCH (later:Event {type: 'withdrawal'})-[:ABOUT_EVENT]->(held) RETURN later } AS told
UNWIND told AS e
WITH DISTINCT e
WHERE e.merged_into IS NULL AND ((e.type IN ['negotiation', 'mediation'] AND e.status IN ['held', 'halted', 'failed'])
  OR ((e.type IN ['agreement', 'withdrawal', 'relations'] AND e.status IN ['held', 'halted', 'failed'])
    OR (e.type IN ['negotiation', 'mediation'] AND e.status IN ['failed', 'halted', 'rejected'])
    OR (e.type = 'sanction' AND e.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted'])))
WITH e,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[r:ROLE_IN]-(f:Actor)
    WHERE (r.role IN ['party', 'signatory', 'sender', 'target', 'actor']
      OR (r.role = 'requester' AND e.type = 'negotiation'))
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a, role: r.role}
  } AS one,
  COLLECT {
    MATCH (e)-[:ABOUT_EVENT*0..1]->(:Event)<-[r:ROLE_IN]-(f:Actor)
    WHERE (r.role IN ['party', 'signatory', 'sender', 'target', 'actor']
      OR (r.role = 'requester' AND e.type = 'negotiation'))
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b, role: r.role}
  } AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id AND (e.type <> 'sanction' OR x.role <> y.role)
    AND (e.type <> 'withdrawal' OR 'actor' IN [x.role, y.role])))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  EXISTS { MATCH (:Actor)-[:ROLE_IN {role: 'mediator'}]->(e) } AS has_mediator, one, other,
  (e.type IN ['negotiation', 'mediation'] AND e.status IN ['held', 'halted', 'failed']) AS is_first,
  ((e.type IN ['agreement', 'withdrawal', 'relations'] AND e.status IN ['held', 'halted', 'failed'])
    OR (e.type IN ['negotiation', 'mediation'] AND e.status IN ['failed', 'halted', 'rejected'])
    OR (e.type = 'sanction' AND e.status IN ['in_force', 'eased', 'waived', 'lapsed', 'lifted'])) AS is_then,
  $days AS days
ORDER BY date_start, event_id
