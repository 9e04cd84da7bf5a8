// The state of the page in its address, so that a link opens the same view; what a link says is only ever looked up.

const CHOICES = { edge: (id) => data.edges.has(id), node: (id) => data.nodes.has(id), event: (id) => data.events.has(id),
  bundle: (id) => data.groups.has(id) };

// A part is written only where it differs from how the page opens.
const LINK_PARTS = {
  ...Object.fromEntries(Object.keys(CHOICES).map((name) => [name, () => state[name] && encodeURIComponent(state[name])])),
  ...Object.fromEntries(["path", "who"].map((kind) => [kind, () => state.pair?.kind === kind && pairText(state.pair)])),
  focus: () => (sameSeeds(state.seeds, startSeeds()) ? null : state.seeds.map(seedText).join(",") || "all"),
  off: () => Object.entries(state.off).flatMap(([facet, values]) => [...values].map((value) => filterText(facet, value))).join(","),
  time: () => (!data.axis || isWholeTime(state.period) ? null : `${monthOf(state.period.from).code}..${monthOf(state.period.to - 1).code}`),
  surely: () => state.period.surely && "yes",
  lines: () => !state.bundled && "single",
  view: () => state.view === "table" && "table",
  undated: () => !state.period.undated && "no",
};

const pairText = ({ a, b }) => [a, b].map(encodeURIComponent).join(",");

function pairOf(kind, text) {
  const [a, b] = (text ?? "").split(",").map(decoded);
  return data.nodes.has(a) && data.nodes.has(b) && a !== b ? { kind, a, b } : null;
}

const filterText = (facet, value) => `${facet}:${encodeURIComponent(value)}`;

// A focus is told by what it was made from: the hubs, actors with their neighbours, actors alone.
/** @param {Seed} seed */
const seedText = ({ kind, id = "" }) => ({ hubs: "@", alone: `:${encodeURIComponent(id)}`, around: encodeURIComponent(id) })[kind];

const sameSeeds = (some, others) => some.map(seedText).join() === others.map(seedText).join();

function seedOf(text) {
  if (text === "@") return { kind: "hubs" };
  const seed = text.startsWith(":") ? { kind: "alone", id: decoded(text.slice(1)) } : { kind: "around", id: decoded(text) };
  return data.nodes.has(seed.id) ? seed : null;
}

function linkHash() {
  const parts = Object.entries(LINK_PARTS).map(([name, write]) => [name, write()]).filter(([, text]) => text);
  return parts.map((part) => part.join("=")).join("&");
}

// Browsers refuse to change the address hundreds of times in a row, as a thumb that is dragged would ask for.
function remember() {
  clearTimeout(state.remembering);
  state.remembering = setTimeout(writeAddress, 150);
}

function writeAddress() {
  const hash = linkHash();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

const partsOf = (hash) => new Map(hash.slice(1).split("&").filter(Boolean).map((part) => {
  const [name, ...value] = part.split("=");
  return [name, value.join("=")];
}));

// An address within the page, as the link that skips the drawing has it, is no state to restore.
function recall() {
  const parts = partsOf(location.hash);
  if (parts.size && ![...parts.keys()].some((name) => Object.hasOwn(LINK_PARTS, name))) return;
  recallFilters(parts);
  recallPeriod(parts);
  recallBundles(parts.get("lines") !== "single");
  if ((parts.get("view") === "table") !== (state.view === "table")) setView(state.view === "table" ? "drawing" : "table");
  recallFocus(parts.get("focus"));
  refreshAll();
  recallChoice(parts);
}

function recallFilters(parts) {
  const off = new Set((parts.get("off") ?? "").split(","));
  for (const box of document.querySelectorAll("#legend input[data-facet]")) {
    box.checked = !off.has(filterText(box.name, box.value));
    state.off[box.name][box.checked ? "delete" : "add"](box.value);
  }
}

function recallPeriod(parts) {
  state.period = { ...wholeTime(), surely: parts.get("surely") === "yes", undated: parts.get("undated") !== "no" };
  const [, ...ends] = /^(\d{4}-\d{2})\.\.(\d{4}-\d{2})$/.exec(parts.get("time") ?? "") ?? [];
  if (data.axis && ends.length) {
    const [from, to] = ends.map(monthIndex);
    if (from <= to) Object.assign(state.period, { from, to: to + 1 });
  }
  renderPeriod();
}

function recallBundles(on) {
  state.bundled = on;
  const box = document.querySelector('#legend [name="bundled"]');
  if (box) box.checked = on;
}

function recallFocus(text) {
  const seeds = text === "all" ? [] : (text ?? "").split(",").filter(Boolean).map(seedOf).filter(Boolean);
  const wanted = seeds.length || text === "all" ? seeds : startSeeds();
  if (!sameSeeds(wanted, state.seeds)) setFocus(wanted);
}

function recallChoice(parts) {
  const chosen = Object.keys(CHOICES).map((name) => [name, decoded(parts.get(name) ?? "")]).find(([name, id]) => id && CHOICES[name](id));
  const pair = pairOf("path", parts.get("path")) ?? pairOf("who", parts.get("who"));
  pick(pair ? { pair } : chosen ? Object.fromEntries([chosen]) : {}, { centre: true });
}
