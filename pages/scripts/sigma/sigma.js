// The network as sigma draws it with WebGL: what is shown is given to it at once, and nothing else.

// With more than this the names follow a movement as a picture, and are painted anew when it ends.
const PAINTED_EACH_FRAME = 2500;

// With more lines than this a movement shows the actors alone: not every machine draws so many in each frame.
const MOVED_WITH_LINES = 60_000;

const SIGMA_SETTINGS = {
  renderLabels: false, enableEdgeEvents: false, stagePadding: 0, allowInvalidContainer: true, enableCameraRotation: false,
  itemSizesReference: "positions", zoomToSizeRatioFunction: (ratio) => ratio, minCameraRatio: 0.01, maxCameraRatio: 400, doubleClickZoomingRatio: 1,
  defaultNodeType: "body", defaultEdgeType: "straight", defaultDrawNodeHover: () => {},
};

// The size and width that the zoom does not change.
const baseSize = (node) => sizeOf(node) / state.magnified;

const baseWidth = (edge) => widthOf(edge) / state.magnified;

class Body {
  node; base; x; y;

  constructor(node) { Object.assign(this, { node, base: baseSize(node) }, state.places.get(node.id)); }

  get r() { return this.base * state.magnified; }
}

// The best connected come last, and so lie on top.
function shownThings() {
  const bodies = data.hubs.filter(isNodeShown).map((node) => new Body(node));
  const byNode = new Map(bodies.map((body) => [body.node.id, body]));
  const drawn = [...data.edges.values(), ...state.bundles.values()].filter(({ id }) => isDrawn(id));
  const lines = drawn.map((edge) => new Line(edge, byNode.get(edge.from), byNode.get(edge.to)));
  return { bodies, byNode, lines, byEdge: new Map(lines.map((line) => [line.edge.id, line])) };
}

function graphOf({ bodies, lines }) {
  const graph = new graphology.MultiDirectedGraph();
  for (const body of [...bodies].reverse()) graph.addNode(body.node.id, { ...inGraph(body), size: body.base, body });
  for (const line of lines) {
    const { id, from, to } = line.edge;
    graph.addDirectedEdgeWithKey(id, from, to, { type: line.isStraight ? "straight" : "curved", line });
  }
  return graph;
}

// On sigma's stage the second axis points up.
const inGraph = ({ x, y }) => ({ x, y: -y });

function buildEngine(stage) {
  const programs = { nodeProgramClasses: { body: bodyProgram() }, edgeProgramClasses: { straight: lineProgram(1), curved: lineProgram(14) } };
  const engine = new Sigma(new graphology.MultiDirectedGraph(), stage, { ...SIGMA_SETTINGS, ...programs });
  // It would read pixels back at each movement of the pointer, which waits for the drawing; our own search does not.
  engine.getNodeAtPosition = () => null;
  return engine.setCustomBBox({ x: [0, FRAME], y: [0, FRAME] });
}

function layersOn(canvas) {
  const [under, over] = ["under", "over"].map((name) => el("canvas", { class: `layer ${name}`, "aria-hidden": "true" }));
  const stage = el("div", { class: "stage", tabindex: "0" });
  canvas.append(under, stage, over);
  return { under, over, stage };
}

function sigmaDrawing() {
  const layers = layersOn(document.getElementById("canvas"));
  const made = { engine: buildEngine(layers.stage), layers, shown: null, acts: null, painted: null };
  rebuild(made);
  return {
    engine: made.engine, ...sigmaView(made), ...sigmaContents(made), ...sigmaChanges(made), doubles: true, rebuilds: true,
    surface: layers.stage, start: (acts) => startSigma(made, acts),
  };
}

function rebuild(made) {
  gatherBundles();
  made.shown = shownThings();
  const isMany = made.shown.lines.length > MOVED_WITH_LINES;
  if (isMany !== made.engine.getSetting("hideEdgesOnMove")) made.engine.setSetting("hideEdgesOnMove", isMany);
  made.engine.setGraph(graphOf(made.shown));
}

function sigmaContents(made) {
  return {
    shows: (kind, id) => made.shown[kind === "nodes" ? "byNode" : "byEdge"].has(id),
    places: () => made.shown.bodies,
    bodies: (view) => (view ? made.shown.bodies.filter(({ x, y, r }) => overlap(view, boxAt(x, y, 2 * r, 2 * r))) : made.shown.bodies),
    lines: (view) => (view ? made.shown.lines.filter((line) => line.touches(view)) : made.shown.lines).map((line) => ({ edge: line.edge, line })),
    line: (id) => made.shown.byEdge.get(id) ?? null,
  };
}

function sigmaChanges(made) {
  const again = () => rebuild(made);
  const resize = () => made.engine.scheduleRender();
  return {
    redress: again, refresh: again, resize, followsZoom: () => true, followsMarks: () => true,
    redraw: () => { made.engine.resize(); made.engine.refresh(); }, select: resize,
  };
}
