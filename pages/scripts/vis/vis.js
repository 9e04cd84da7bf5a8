// The network as vis-network draws it, on a canvas of two dimensions.

const REDRESSED_UP_TO = 3000;

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

// A page made for WebGL has too many for this renderer: then only what is shown is given to it at all.
const givenNodes = () => [...data.nodes.values()].filter((node) => !data.limited || isNodeShown(node)).map(drawnNode);

const givenEdges = () =>
  [...data.edges.values(), ...state.bundles.values()].filter(({ id }) => !data.limited || isDrawn(id)).map(drawnEdge);

// A view without the hidden ones, not vis-network's own hiding: it finds hidden edges under the pointer.
function buildNetwork() {
  gatherBundles();
  const [nodes, edges] = [new vis.DataSet(givenNodes()), new vis.DataSet(givenEdges())];
  const views = {
    nodes: new vis.DataView(nodes, { filter: ({ id }) => isNodeShown(data.nodes.get(id)) }),
    edges: new vis.DataView(edges, { filter: ({ id }) => isDrawn(id) }),
  };
  const network = new vis.Network(document.getElementById("canvas"), views, data.options);
  return { nodes, edges, views, network };
}

function visDrawing() {
  const made = buildNetwork();
  return {
    ...made, ...visView(made), ...visContents(made), ...visChanges(made), doubles: false,
    surface: document.querySelector("#canvas .vis-network"), start: (acts) => startVis(made, acts),
  };
}

const visMotion = (animated) => (animated ? { duration: 300, easingFunction: "easeInOutQuad" } : false);

function visView({ network }) {
  return {
    scale: () => network.getScale(),
    middle: () => network.getViewPosition(),
    moveTo: ({ x, y, scale, animated }) => network.moveTo({ position: { x, y }, scale, animation: visMotion(animated) }),
    lookAt: (id, scale, animated) => network.focus(id, { scale, animation: visMotion(animated) }),
    at: (point) => {
      const node = network.getNodeAt(point);
      return node === undefined ? { edge: edgeAt(network, point) } : { node };
    },
  };
}

// Made once of each thing: every frame asks for all of them, and what it leaves behind must be cleared away.
function kept(make) {
  const made = new WeakMap();
  return (thing) => {
    if (!made.has(thing)) made.set(thing, make(thing));
    return made.get(thing);
  };
}

function visContents({ network, views }) {
  const lineOn = kept((line) => ({
    get from() { return line.from; }, get to() { return line.to; },
    via: () => line.edgeType.getViaNode(), point: (t) => line.edgeType.getPoint(t),
  }));
  const edgeOn = kept((line) => ({ get edge() { return lineBy(line.id); }, line: lineOn(line) }));
  return {
    shows: (kind, id) => views[kind].get(id) !== null,
    places: () => Object.values(network.getPositions()),
    bodies: () => {
      const drawn = network.body.nodes;
      return data.hubs.filter(({ id }) => Object.hasOwn(drawn, id))
        .map((node) => ({ node, x: drawn[node.id].x, y: drawn[node.id].y, r: sizeOf(node) }));
    },
    lines: () => network.body.edgeIndices.map((id) => network.body.edges[id]).filter(({ connected }) => connected).map(edgeOn),
    line: (id) => {
      const line = Object.hasOwn(network.body.edges, id) ? network.body.edges[id] : null;
      return line?.edgeType.fromPoint ? lineOn(line) : null;
    },
  };
}

function visChanges({ nodes, edges, views, network }) {
  const isLight = () => data.edges.size <= REDRESSED_UP_TO || data.limited;
  const redress = () => { nodes.update(givenNodes()); edges.update(givenEdges()); };
  return {
    redress, resize: redress, followsZoom: isLight, followsMarks: isLight, redraw: () => network.redraw(),
    select: (chosen) => network.setSelection(chosen, { highlightEdges: false }),
    refresh: () => {
      const gone = gatherBundles();
      if (data.limited) replaceAll(nodes, edges);
      else edges.remove(gone);
      edges.update([...state.bundles.values()].map(drawnEdge));
      views.nodes.refresh();
      views.edges.refresh();
    },
  };
}

function replaceAll(nodes, edges) {
  edges.clear();
  nodes.clear();
  nodes.add(givenNodes());
  edges.add(givenEdges());
}

function startVis({ network }, { under, over, click, hover, painted }) {
  network.on("beforeDrawing", under);
  network.on("afterDrawing", over);
  network.once("afterDrawing", painted);
  network.on("click", ({ pointer }) => click(pointer.DOM));
  network.on("hoverEdge", ({ edge }) => hover({ edge }));
  network.on("hoverNode", ({ node }) => hover({ node }));
  for (const event of ["blurEdge", "blurNode"]) network.on(event, () => hover({}));
}

// vis-network's own search measures in canvas units, which shrink to nothing when the view is wide.
function edgeAt(network, point) {
  const at = network.DOMtoCanvas(point);
  let best = null;
  let nearest = 9 / Math.min(1, network.getScale());
  for (const id of network.body.edgeIndices) {
    const { connected, from, to, edgeType } = network.body.edges[id];
    const distance = connected ? edgeType.getDistanceToEdge(from.x, from.y, to.x, to.y, at.x, at.y) : Infinity;
    if (distance < nearest) [best, nearest] = [id, distance];
  }
  return best;
}
