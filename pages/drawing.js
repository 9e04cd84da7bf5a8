// The network as vis-network draws it: what stands in the data, dressed in the colours of the page's style.

const HUBS_AT_START = 40;
const WHOLE_UP_TO = 500;

const colours = new Map();

// Asked for thousands of times a frame, so each is read from the style once, until the theme changes.
function colour(name) {
  if (!colours.has(name)) {
    colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  }
  return colours.get(name);
}

/** @returns {Data} */
function readData() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = new Map(data.nodes.map((node) => [node.id, { ...node, name: node.label, edges: [] }]));
  const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
  for (const edge of edges.values()) {
    for (const end of new Set([edge.from, edge.to])) nodes.get(end).edges.push(edge);
  }
  const groups = groupsOf(edges.values());
  const hubs = [...nodes.values()].sort((a, b) => b.edges.length - a.edges.length || (a.id < b.id ? -1 : 1));
  return { nodes, edges, groups, hubs, events: new Map(Object.entries(data.events)), options: data.options,
    axis: axisOf(Object.values(data.events)), eventsWithEdge: new Set(data.edges.map((edge) => edge.event_id)) };
}

// In a wide view actors and lines are drawn larger than the layout's scale, else they would shrink to specks.
const sizeOf = (node) => state.magnified * ((node.kind === "state" ? 19 : 14) + Math.min(10, 1.6 * Math.sqrt(node.edges.length)));

function drawnNode(node) {
  const tone = Object.hasOwn(KINDS, node.kind) ? `kind-${node.kind}` : "plain";
  const fill = { background: colour(tone), border: colour("node-edge") };
  return {
    id: node.id, ...state.places.get(node.id), shape: kindOf(node).shape, size: sizeOf(node),
    // vis-network sizes an ellipse by its label; this one is as wide as the others.
    ...(kindOf(node).shape === "ellipse" && { shape: "dot" }),
    borderWidth: 1.5, borderWidthSelected: 4,
    shapeProperties: { borderDashes: node.kind === "group" ? [4, 3] : false },
    color: { ...fill, highlight: { ...fill, border: colour("focus") }, hover: { ...fill, border: colour("focus") } },
  };
}

// While a path or mediations are marked, the other lines step back.
function isFaded(edge) {
  const marked = state.marked.edges;
  return marked.size > 0 && !(edge.members ?? [edge]).some(({ id }) => marked.has(id));
}

const isDisputed = (edge) => edge.verdict === "disputed";

function widthOf(edge) {
  const width = (edge.level === "rolled_up" ? 1.2 : 2.4) + (edge.members ? Math.min(4, Math.log2(countOf(edge))) : 0);
  return state.magnified * (isDisputed(edge) ? width + 3.2 : width);
}

function drawnEdge(edge) {
  const tone = colour(relationOf(edge).tone);
  const dash = dashOf(edge);
  return {
    id: edge.id, from: edge.from, to: edge.to, smooth: edge.smooth, selfReference: edge.selfReference,
    arrows: { to: { enabled: isDirected(edge), scaleFactor: edge.level === "rolled_up" ? 0.6 : 0.75 } },
    arrowStrikethrough: false, width: widthOf(edge),
    dashes: dash.length > 0 && !isDisputed(edge) ? dash.map((part) => part * state.magnified) : false,
    color: { color: tone, highlight: tone, hover: tone, inherit: false, opacity: isFaded(edge) ? 0.14 : 1 }, selectionWidth: 0, hoverWidth: 0,
    chosen: { edge: false, label: false },
  };
}

// What the filters and the period let through, whether or not the focus is on it.
function passes(edge) {
  const { off } = state;
  return inPeriod(edge) && !off.relation.has(edge.type) && !off.line.has(lineOf(edge)) && !off.level.has(edge.level)
    && [edge.from, edge.to].every((id) => !off.kind.has(data.nodes.get(id).kind));
}

const isShown = (edge) => passes(edge) && [edge.from, edge.to].every((id) => isNodeShown(data.nodes.get(id)));

const isNodeShown = (node) => !state.off.kind.has(node.kind) && (!state.focus || state.focus.has(node.id));

const isDrawn = (id) => state.bundles.has(id) || (data.edges.has(id) && !state.inBundle.has(id) && isShown(data.edges.get(id)));

// A view without the hidden ones, not vis-network's own hiding: it finds hidden edges under the pointer.
function buildNetwork() {
  const nodes = new vis.DataSet([...data.nodes.values()].map(drawnNode));
  gatherBundles();
  const edges = new vis.DataSet([...data.edges.values(), ...state.bundles.values()].map(drawnEdge));
  const views = {
    nodes: new vis.DataView(nodes, { filter: ({ id }) => isNodeShown(data.nodes.get(id)) }),
    edges: new vis.DataView(edges, { filter: ({ id }) => isDrawn(id) }),
  };
  const network = new vis.Network(document.getElementById("canvas"), views, data.options);
  return { nodes, edges, views, network };
}

function redress() {
  drawing.nodes.update([...data.nodes.values()].map(drawnNode));
  drawing.edges.update([...data.edges.values(), ...state.bundles.values()].map(drawnEdge));
}

const REDRESSED_UP_TO = 3000;

// After a zoom, sizes follow in steps: doing so at every wheel turn would stutter.
function followZoom(scale) {
  const wanted = magnifiedAt(scale);
  clearTimeout(state.follow);
  if (Math.max(wanted / state.magnified, state.magnified / wanted) < 1.3 || data.edges.size > REDRESSED_UP_TO) return;
  state.follow = setTimeout(() => {
    state.magnified = wanted;
    redress();
  }, 120);
}

function mark(pair) {
  const before = state.marked;
  state.marked = marksOf(pair);
  if ((before.edges.size || state.marked.edges.size) && data.edges.size <= REDRESSED_UP_TO) redress();
}

function refreshViews() {
  drawing.edges.remove(gatherBundles());
  drawing.edges.update([...state.bundles.values()].map(drawnEdge));
  drawing.views.nodes.refresh();
  drawing.views.edges.refresh();
}

function repaintTheme() {
  colours.clear();
  redress();
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const glide = () => (calm() ? false : { duration: 300, easingFunction: "easeInOutQuad" });

/** @param {boolean | object} animation */
function fit(animation = false) {
  const shown = Object.values(drawing.network.getPositions());
  if (!shown.length) return;
  const { x, y, scale } = wholeView(shown);
  drawing.network.moveTo({ position: { x, y }, scale, animation });
}

function zoom(factor) {
  const scale = Math.min(6, Math.max(0.05, drawing.network.getScale() * factor));
  drawing.network.moveTo({ scale, animation: glide() });
}

// vis-network's own search measures in canvas units, which shrink to nothing when the view is wide.
function edgeAt(point) {
  const at = drawing.network.DOMtoCanvas(point);
  let best = null;
  let nearest = 9 / Math.min(1, drawing.network.getScale());
  for (const id of drawing.network.body.edgeIndices) {
    const { connected, from, to, edgeType } = drawing.network.body.edges[id];
    const distance = connected ? edgeType.getDistanceToEdge(from.x, from.y, to.x, to.y, at.x, at.y) : Infinity;
    if (distance < nearest) [best, nearest] = [id, distance];
  }
  return best;
}
