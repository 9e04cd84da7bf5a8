// What stands in the drawing and how it looks, whichever renderer draws it.
//
// A renderer (vis.js, sigma.js) makes an object with the same names: `scale` and `middle` of the view, `places`, `bodies`
// and `lines` of what it shows, `line` by id, `shows`, `at` a point, `moveTo`, `lookAt` and `select`; `refresh` after
// filters, `redress` after colours, `resize` after sizes changed, `redraw`; `rebuilds` if that redresses; `followsZoom` and `followsMarks` where that
// costs little; `doubles` if it draws double lines by itself; `surface`, which takes the keys; `start` with what it calls.

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

// What the other parts of the page look up, from nodes and edges by id, and events.
/** @returns {Omit<Data, "options" | "about">} */
function indexed(nodes, edges, events) {
  for (const edge of edges.values()) {
    for (const end of new Set([edge.from, edge.to])) nodes.get(end).edges.push(edge);
  }
  const hubs = [...nodes.values()].sort((a, b) => b.edges.length - a.edges.length || (a.id < b.id ? -1 : 1));
  const eventsWithEdge = new Set([...edges.values()].map((edge) => edge.event_id));
  const lineOfEvent = new Map([...edges.values()].reverse().map((edge) => [edge.event_id, edge]));
  const axis = axisOf([...events.values()]);
  return { nodes, edges, groups: groupsOf(edges.values()), hubs, events, axis, eventsWithEdge, lineOfEvent, limited: false };
}

// In a wide view actors and lines are drawn larger than the layout's scale, else they would shrink to specks.
const sizeOf = (node) => state.magnified * ((node.kind === "state" ? 19 : 14) + Math.min(10, 1.6 * Math.sqrt(node.edges.length)));

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

// What the filters and the period let through, whether or not the focus is on it.
function passes(edge) {
  const { off } = state;
  return inPeriod(edge) && !off.relation.has(edge.type) && !off.line.has(lineOf(edge)) && !off.level.has(edge.level)
    && [edge.from, edge.to].every((id) => !off.kind.has(data.nodes.get(id).kind));
}

const isShown = (edge) => passes(edge) && [edge.from, edge.to].every((id) => isNodeShown(data.nodes.get(id)));

const isNodeShown = (node) => !state.off.kind.has(node.kind) && (!state.focus || state.focus.has(node.id));

const isDrawn = (id) => state.bundles.has(id) || (data.edges.has(id) && !state.inBundle.has(id) && isShown(data.edges.get(id)));

// After a zoom, sizes follow in steps: doing so at every wheel turn would stutter.
function followZoom(scale) {
  const wanted = magnifiedAt(scale);
  clearTimeout(state.follow);
  if (Math.max(wanted / state.magnified, state.magnified / wanted) < 1.3 || !drawing.followsZoom()) return;
  state.follow = setTimeout(() => {
    state.magnified = wanted;
    drawing.resize();
  }, 120);
}

function mark(pair) {
  const before = state.marked;
  state.marked = marksOf(pair);
  if ((before.edges.size || state.marked.edges.size) && drawing.followsMarks()) drawing.redress();
}

function repaintTheme() {
  colours.clear();
  drawing.redress();
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const isAnimated = () => !calm();

function fit(animated = false) {
  const shown = drawing.places();
  if (shown.length) drawing.moveTo({ ...wholeView(shown), animated });
}

function zoom(factor) {
  const scale = Math.min(6, Math.max(0.001, drawing.scale() * factor));
  drawing.moveTo({ ...drawing.middle(), scale, animated: isAnimated() });
}
