// title: Whole events: roles, places, claims with their chains of speakers and quotes
// parameter ids: events, their ids
// example: goodoffices questions events -p ids='["0123456789abcdef0123"]'
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN e{.id, .documents, .type, .relation, .status, .verdict, .date, .date_start, .date_end, .date_basis, .method,
    .channel, .publicity, .directness, .formality, .sanction_type} AS event,
  COLLECT {
    MATCH (a:Actor)-[r:ROLE_IN]->(e)
    RETURN a{.id, .name, .kind, .iso3, role: r.role, of: COLLECT {
      UNWIND e.documents AS key
      MATCH (d:Document {id: key})
      MATCH (d)-[n:NAMES|SAME_NAMES]->(a)
      UNWIND n.of AS side
      WITH DISTINCT side
      MATCH (s:Actor {id: side})
      RETURN s{.id, .name, .kind, .iso3, of: COLLECT {
        UNWIND e.documents AS source
        MATCH (d:Document {id: source})
        MATCH (d)-[m:NAMES|SAME_NAMES]->(s)
        UNWIND m.of AS whole
        WITH DISTINCT whole
        MATCH (t:Actor {id: whole})
        RETURN t{.id, .name}
      }}
    }}
  } AS roles,
  COLLECT { MATCH (e)-[:AT]->(p:Place) RETURN p{.id, .name} } AS places,
  COLLECT { MATCH (e)-[:ABOUT_EVENT]->(x:Event) WHERE x.merged_into IS NULL RETURN x.id } AS about,
  COLLECT {
    MATCH (c:Claim)-[:ABOUT]->(e)
    MATCH (c)-[:QUOTED_FROM]->(q:Evidence)-[:IN]->(d:Document)
    RETURN c{.id, .aspect, .value, .value_id, .factuality, .said_on,
      evidence: q{.start, .end, .exact, .prefix, .suffix, .trigger_start, .trigger_end},
      document: d{.id, .title, .url, .published, .sha256},
      speakers: COLLECT { MATCH (c)-[s:SAID_BY]->(a:Actor) RETURN a{.id, .name, depth: s.depth} }
    }
  } AS claims
