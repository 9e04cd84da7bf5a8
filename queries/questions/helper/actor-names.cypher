// title: Every name in the graph
// example: goodoffices questions actor-names
MATCH (a:Actor)
RETURN a.name AS name, a.aliases AS aliases
ORDER BY name
