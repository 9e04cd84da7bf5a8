// title: Which events and actors were judged to be one, or not to be
// example: goodoffices questions judgements
MATCH (j:Judgement)
OPTIONAL MATCH (e:Event {id: j.left})
OPTIONAL MATCH (f:Event {id: j.right})
OPTIONAL MATCH (a:Actor {id: j.left})
OPTIONAL MATCH (b:Actor {id: j.right})
RETURN j.kind AS kind, j.judgement AS judgement, j.left AS left, j.right AS right, j.by AS by, j.at AS at,
  e{.type, .status, .date, .document} AS left_event, f{.type, .status, .date, .document} AS right_event,
  a.name AS left_name, b.name AS right_name
ORDER BY kind, left, right
