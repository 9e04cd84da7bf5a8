// title: Mediations that an actor refused, and whose they were
// parameter a: actor, who refused
// example: goodoffices questions refusals -p a=Iran
// The actor refused itself, or something OF it did in the event's own document, unless the event was unofficial.
UNWIND $a AS id
MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e:Event)
WHERE c.relation IS NOT NULL
UNWIND [i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'rejecter' | c.fillers[i]] AS filler
WITH e, filler IN $a AS stated
WHERE stated OR coalesce(e.formality, '') <> 'unofficial'
WITH e, collect(stated) AS refusing
MATCH (m:Actor)-[:ROLE_IN {role: 'mediator'}]->(e)
RETURN e.id AS event_id, e.status AS status, e.verdict AS verdict, e.date_start AS date_start, e.date_end AS date_end,
  e.formality AS formality, true IN refusing AS stated, m.id AS mediator_id, m.kind AS kind, COLLECT {
    MATCH (e)-[c:CONCERNS]->(side:Actor)
    WHERE side.id <> m.id
      AND any(i IN range(0, size(c.roles) - 1) WHERE c.roles[i] = 'mediator' AND c.fillers[i] = m.id)
    RETURN side.id
  } AS of
ORDER BY event_id, mediator_id
