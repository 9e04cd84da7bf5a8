// The page's data as it stands in a small page: an object for each actor, relation and event, with all quotes.

function readData() {
  const given = JSON.parse(document.getElementById("data").textContent);
  const nodes = new Map(given.nodes.map((node) => [node.id, { ...node, name: node.label, edges: [] }]));
  const edges = new Map(given.edges.map((edge) => [edge.id, edge]));
  return { ...indexed(nodes, edges, new Map(Object.entries(given.events))), options: given.options, about: given.about ?? [] };
}

// Every quote is at hand.
/** @type {(ids: string[]) => EventRow[]} */
const unread = () => [];

/** @type {(events: EventRow[]) => Promise<unknown>} */
const openEvents = () => Promise.resolve();
