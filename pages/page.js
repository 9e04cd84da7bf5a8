// The state of the page and what happens when a reader does something.

const state = {
  edge: null, node: null, event: null, focus: null, hovered: null, places: new Map(), magnified: 1, follow: 0, drawing: 0,
  off: { relation: new Set(), line: new Set(), kind: new Set(), level: new Set() },
};

const data = readData();
state.period = wholeTime();
startTime();
data.eventsWithEdge = new Set([...data.edges.values()].map((edge) => edge.event_id));
if (data.nodes.size > WHOLE_UP_TO) state.focus = new Set(data.hubs.slice(0, HUBS_AT_START).map((node) => node.id));
arrange();
const drawing = buildNetwork();
let opener = null;

function pick({ edge = null, node = null, event = null }, { centre = false, move = false } = {}) {
  Object.assign(state, { edge, node, event });
  if (move || document.activeElement?.closest("#relations, #panel")) opener = document.activeElement;
  reveal();
  const chosen = { nodes: visible("nodes", [node]), edges: visible("edges", [edge]) };
  drawing.network.setSelection(chosen, { highlightEdges: false });
  if (centre && chosen.nodes.length) drawing.network.focus(node, { scale: Math.max(0.8, drawing.network.getScale()), animation: glide() });
  renderPanel(Boolean(opener));
  markRows();
  remember();
}

const visible = (kind, ids) => ids.filter((id) => id !== null && drawing.views[kind].get(id) !== null);

// What a reader asks for by name must be seen, even if the start view left it out.
function reveal() {
  const edge = data.edges.get(state.edge);
  const wanted = [state.node, edge?.from, edge?.to].filter((id) => id && state.focus && !state.focus.has(id));
  if (!wanted.length) return;
  const near = state.node ? neighbours(data.nodes.get(state.node)) : [];
  setFocus(new Set([...state.focus, ...wanted, ...near]));
}

const neighbours = (node) => new Set([node.id, ...node.edges.flatMap((edge) => [edge.from, edge.to])]);

const focusOn = (node) => setFocus(neighbours(node));

function setFocus(nodes) {
  state.focus = nodes;
  arrange();
  redress();
  refreshAll();
  fit(glide());
}

function refreshAll() {
  refreshViews();
  renderLists();
  renderCounts();
  renderFocus();
}

function renderFocus() {
  const bar = document.getElementById("focus");
  if (bar) bar.remove();
  if (!state.focus) return;
  const all = el("button", { type: "button", onclick: () => setFocus(null) }, "Show all");
  document.getElementById("stage").append(el("p", { id: "focus" }, `${state.focus.size} of ${data.nodes.size} actors shown. `, all));
}

function toggle(facet, value, on) {
  if (on) state.off[facet].delete(value);
  else state.off[facet].add(value);
  refreshAll();
  say(shownCount());
}

const shownCount = () => `${[...data.edges.values()].filter(isShown).length} of ${data.edges.size} relations shown.`;

function panelContent() {
  if (state.edge) return edgePanel(data.edges.get(state.edge));
  if (state.node) return nodePanel(data.nodes.get(state.node));
  return state.event ? eventPanel(state.event) : startPanel();
}

function renderPanel(takeFocus) {
  const [panel, body] = [document.getElementById("panel"), document.getElementById("panel-body")];
  const isOpen = Boolean(state.edge || state.node || state.event);
  const close = el("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: clear }, "×");
  body.replaceChildren(...(isOpen ? [close] : []), ...panelContent().filter(Boolean));
  panel.classList.toggle("open", isOpen);
  panel.scrollTop = 0;
  if (isOpen) say(body.querySelector("h2").textContent);
  if (isOpen && takeFocus) body.querySelector("h2").focus();
}

function clear() {
  const back = opener;
  opener = null;
  pick({});
  if (back?.isConnected) back.focus();
}

const say = (text) => { document.getElementById("live").textContent = text; };

// The choice stands in the address, so that a link opens the same evidence; it is only ever looked up, never shown.
function remember() {
  const [kind] = ["edge", "node", "event"].filter((name) => state[name]);
  const hash = kind ? `#${kind}=${encodeURIComponent(state[kind])}` : " ";
  history.replaceState(null, "", hash === " " ? location.pathname + location.search : hash);
}

function recall() {
  const [kind, id] = Array.from(new URLSearchParams(location.hash.slice(1)))[0] ?? [];
  const known = { edge: data.edges, node: data.nodes, event: data.events };
  if (Object.hasOwn(known, kind ?? "") && known[kind].has(id)) pick({ [kind]: id }, { centre: true });
}

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
  const edge = data.edges.get(id);
  if (!edge) return "";
  const words = [relationOf(edge).words, plain(edge.status), plain(edge.verdict), dateOf(edge)];
  return `${edgeTitle(edge)}: ${words.filter(Boolean).join(" · ")}`;
}

function nodeHint(id) {
  const node = data.nodes.get(id);
  return node ? `${node.name}: ${kindOf(node).words}${node.of ? ` of ${node.of}` : ""}` : "";
}

function onClick({ pointer }) {
  const node = drawing.network.getNodeAt(pointer.DOM);
  const edge = node === undefined ? edgeAt(pointer.DOM) : null;
  opener = null;
  pick(node === undefined ? { edge } : { node });
}

function onKey(event) {
  const typing = event.target.closest?.("input, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("search").focus();
  } else if (event.key === "Escape") clear();
}

function start() {
  renderLegend();
  renderLists();
  renderFocus();
  renderPanel(false);
  startSearch();
  const { network } = drawing;
  network.on("beforeDrawing", paintGlow);
  network.on("afterDrawing", paint);
  network.on("click", onClick);
  network.on("hoverEdge", ({ edge }) => hover(edge, edgeHint(edge)));
  network.on("hoverNode", ({ node }) => hover(null, nodeHint(node)));
  for (const event of ["blurEdge", "blurNode"]) network.on(event, () => hover(null, ""));
  document.getElementById("zoom-in").addEventListener("click", () => zoom(1.3));
  document.getElementById("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("zoom-fit").addEventListener("click", () => fit(glide()));
  document.addEventListener("keydown", onKey);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaintTheme);
  window.addEventListener("hashchange", recall);
  fit();
  recall();
}

start();
// For scripts and tests: the drawing as it stands.
window.goodoffices = { ...drawing, data, state, pick, painted: false };
drawing.network.once("afterDrawing", () => { window.goodoffices.painted = true; });
