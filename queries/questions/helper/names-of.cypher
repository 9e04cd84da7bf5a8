// title: What actors are called, by their ids
// parameter ids: texts, the ids
// example: goodoffices questions names-of -p ids='["5f18f077abbd2cf3205e"]'
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN id, a.name AS name
ORDER BY id
