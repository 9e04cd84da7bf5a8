// title: When the claims on these events were said, and their documents published
// parameter ids: events, their ids
// example: goodoffices questions claims-said -p ids='["0123456789abcdef0123"]'
UNWIND $ids AS id
MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)
MATCH (c)-[:QUOTED_FROM]->(:Evidence)-[:IN]->(d:Document)
RETURN e.id AS event_id, c.id AS claim_id, c.said_on AS said_on, d.published AS published
ORDER BY event_id, claim_id
