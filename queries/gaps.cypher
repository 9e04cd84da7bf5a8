// title: The longest times without any channel between two
// group: success
// parameter a: actor, one side
// parameter b: actor, the other side
// rows: view
// example: goodoffices questions gaps -p a=Iran -p b=USA
// One row per time in which surely none of the talks and mediations that took place between the two fell, longest
// first: from the latest day on which all before were surely over ("first" is the one that may have lasted so long) to
// the earliest on which the next may have begun ("then"), "days_least" apart. So that a gap is sure, what is disputed
// or unconfirmed, mediation without a named mediator and a mediator who went and was turned away count as channels;
// what is denied does not, nor does an agreement by itself. An open end reaches as far as it takes. Events without any
// date are left out and counted: one of them may lie in a gap. Before the first channel and after the last no gap is
// told, and of channels that no document tells of nothing is known.
UNWIND $a AS id
MATCH (asked:Actor {id: id})
WITH [asked] + COLLECT { MATCH (agent:Actor)-[:OF|SAME_OF]->(asked) RETURN agent } AS fillers
UNWIND fillers AS filler
MATCH (filler)-[r:ROLE_IN]->(e:Event)
WHERE r.role = 'party' AND e.type IN ['negotiation', 'mediation'] AND e.merged_into IS NULL
WITH DISTINCT e
WHERE e.status IN ['held', 'halted', 'failed'] OR (e.type = 'mediation' AND e.status = 'rejected')
WITH e,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role = 'party'
      AND (f.id IN $a OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $a)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $a}
  } AS one,
  COLLECT {
    MATCH (f:Actor)-[r:ROLE_IN]->(e)
    WHERE r.role = 'party'
      AND (f.id IN $b OR EXISTS {
        UNWIND e.documents AS key
        MATCH (d:Document {id: key})
        MATCH (d)-[n:NAMES|SAME_NAMES]->(f)
        WHERE any(of IN n.of WHERE of IN $b)
      })
    RETURN DISTINCT {id: f.id, name: f.name, stated: f.id IN $b}
  } AS other
WHERE any(x IN one WHERE any(y IN other WHERE x.id <> y.id))
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id,
  true AS has_mediator, one, other
ORDER BY date_start, event_id
