// The state of the page and what happens when a reader does something.

/** @type {State} */
const state = {
  edge: null, node: null, event: null, bundle: null, pair: null,
  focus: null, seeds: [], hovered: null, places: new Map(), magnified: 1, follow: 0, drawing: 0, remembering: 0,
  off: { relation: new Set(), line: new Set(), kind: new Set(), level: new Set() },
  view: "drawing", printing: false, sort: { edges: { by: "date", down: false }, events: { by: "date", down: false } },
  marked: { nodes: new Set(), edges: new Set() }, period: { from: 0, to: 0, surely: false, undated: true },
  bundled: true, bundles: new Map(), inBundle: new Set(), loose: new Set(),
};

const data = readData();
state.period = wholeTime();
startTime();
state.seeds = startSeeds();
state.focus = focusOf(state.seeds);
arrange();
/** @type {Board} */
const drawing = startDrawing();
/** @type {Element | null} */
let cameFrom = null;

/** @param {Choice} choice */
function pick({ edge = null, node = null, event = null, bundle = null, pair = null }, { centre = false, move = false } = {}) {
  Object.assign(state, { edge, node, event, bundle, pair });
  if (move || document.activeElement?.closest("#relations, #panel")) cameFrom = document.activeElement;
  mark(pair);
  reveal();
  const chosen = { nodes: visible("nodes", [node]), edges: visible("edges", [lineIdOf(data.edges.get(edge)), bundle]) };
  drawing.select(chosen);
  if (centre && chosen.nodes.length) drawing.lookAt(node, Math.max(0.8 / state.magnified, drawing.scale()), isAnimated());
  renderPanel(Boolean(cameFrom));
  markRows();
  remember();
}

const visible = (kind, ids) => ids.filter((id) => id !== null && drawing.shows(kind, id));

function refreshAll() {
  drawing.refresh();
  renderLists();
  renderCounts();
  renderFocus();
  refreshPanel();
  remember();
}

function toggle(facet, value, on) {
  if (on) state.off[facet].delete(value);
  else state.off[facet].add(value);
  refreshAll();
  say(shownCount());
}

const shownCount = () => `${[...data.edges.values()].filter(isShown).length} of ${numberOf(data.edges.size, "relation")} shown.`;

// The panel of a pair or a bundle tells what the filters leave.
function refreshPanel() {
  if (!state.pair && !state.bundle) return;
  mark(state.pair);
  renderPanel(false, true);
}

function panelContent() {
  if (state.pair) return state.pair.kind === "path" ? pathPanel(state.pair) : whoPanel(state.pair);
  if (state.edge) return edgePanel(data.edges.get(state.edge));
  if (state.bundle) return bundlePanel(state.bundle);
  if (state.node) return nodePanel(data.nodes.get(state.node));
  return state.event ? eventPanel(state.event) : startPanel();
}

// The events whose quotes the panel shows.
function eventsOfPanel() {
  if (state.pair) return state.pair.kind === "who" ? mediationsBetween(state.pair).found.map(([id]) => id) : [];
  return [state.event ?? data.edges.get(state.edge)?.event_id].filter(Boolean);
}

// Quotes that lie packed come a moment later than the rest, unless the reader has gone on by then.
async function renderQuotes() {
  const missing = unread(eventsOfPanel());
  if (!missing.length) return;
  document.getElementById("panel-body").setAttribute("aria-busy", "true");
  const asked = JSON.stringify(eventsOfPanel());
  await openEvents(missing);
  if (asked === JSON.stringify(eventsOfPanel())) renderPanel(Boolean(document.activeElement?.closest("#panel h2")), true);
}

function renderPanel(takeFocus, isQuiet = false) {
  const [panel, body] = [document.getElementById("panel"), document.getElementById("panel-body")];
  const isOpen = Boolean(state.edge || state.node || state.event || state.bundle || state.pair);
  const close = el("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: clear }, "×");
  body.replaceChildren(...(isOpen ? [close] : []), ...panelContent().filter(Boolean));
  body.removeAttribute("aria-busy");
  panel.classList.toggle("open", isOpen);
  panel.scrollTop = 0;
  if (isOpen && !isQuiet) say(panelWords(body));
  if (isOpen && takeFocus) body.querySelector("h2").focus();
  renderQuotes();
}

// An answer is more than its heading: how many paths, or that there is none.
function panelWords(body) {
  const heading = body.querySelector("h2").textContent;
  return state.pair ? `${heading}: ${body.querySelector("p").textContent}` : heading;
}

function clear() {
  const back = cameFrom;
  cameFrom = null;
  pick({});
  if (back instanceof HTMLElement && back.isConnected) back.focus();
  else if (back) document.querySelector("#panel h2").focus();
}

const say = (text) => { document.getElementById("live").textContent = text; };

function hint(text) {
  const note = document.getElementById("stage-note");
  note.textContent = text;
  note.hidden = !text;
}

function hover(edge, text) {
  state.hovered = edge;
  hint(text);
}

function edgeHint(id) {
  const edge = lineBy(id);
  if (!edge) return "";
  if (edge.members) return `${edgeTitle(edge)}: ${relationOf(edge).words} · ${numberOf(countOf(edge), "relation")}`;
  const words = [relationOf(edge).words, statusWords(edge.status), plain(edge.verdict), dateOf(edge)];
  return `${edgeTitle(edge)}: ${words.filter(Boolean).join(" · ")}`;
}

function nodeHint(id) {
  const node = data.nodes.get(id);
  return node ? `${node.name}: ${kindOf(node).words}${node.of ? ` of ${node.of}` : ""}` : "";
}

function onClick(point) {
  const { node, edge } = drawing.at(point);
  cameFrom = null;
  pick(node !== undefined ? { node } : state.bundles.has(edge) ? { bundle: edge } : { edge });
}

const onHover = ({ node, edge }) => hover(edge ?? null, node === undefined ? edgeHint(edge) : nodeHint(node));

function onKey(event) {
  const typing = event.target.closest?.("[role=combobox]");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("search").focus();
  } else if (event.key === "Escape") clear();
}

// The arrow keys move the drawing; what is in it is read in the list.
function nameCanvas() {
  drawing.surface.setAttribute("role", "application");
  drawing.surface.setAttribute("aria-label", "Drawing: the arrow keys move it, plus and minus zoom; each relation stands in the list below");
}

function startTools() {
  const tools = {
    "view-drawing": () => setView("drawing"), "view-table": () => setView("table"),
    "save-png": savePng, "save-svg": saveSvg, print: () => window.print(),
  };
  for (const [id, act] of Object.entries(tools)) document.getElementById(id).addEventListener("click", act);
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
}

function start() {
  renderLegend();
  renderLists();
  renderFocus();
  renderPanel(false);
  startSearch();
  drawing.start({ under: paintGlow, over: paint, click: onClick, hover: onHover, painted });
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("zoom-fit").addEventListener("click", () => fit(isAnimated()));
  nameCanvas();
  startTools();
  document.addEventListener("keydown", onKey);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaintTheme);
  window.addEventListener("hashchange", recall);
  fit();
  if (location.hash) recall();
}

// For scripts and tests: the drawing as it stands.
window.goodoffices = { ...drawing, drawing, data, state, pick, painted: false };

function painted() {
  window.goodoffices.painted = true;
}

start();
if (state.view === "table") painted();
