// Many relations of one kind between the same two are drawn as one line with their number, which opens to each of them.

const SINGLE_UP_TO = 3;

const bundleKey = (edge) => [edge.from, edge.to, edge.type].map(encodeURIComponent).join(",");

// As the graph has them; which of these are drawn as one depends on how many the filters leave.
function groupsOf(edges) {
  const groups = new Map();
  for (const edge of edges) {
    const key = bundleKey(edge);
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  return new Map([...groups].filter(([, members]) => members.length > SINGLE_UP_TO));
}

function bundlesNow() {
  if (!state.bundled) return new Map();
  const groups = [...data.groups].filter(([key]) => !state.loose.has(key)).map(([key, members]) => [key, members.filter(isShown)]);
  return new Map(groups.filter(([, members]) => members.length > SINGLE_UP_TO).map(([key, members]) => [key, bundleOf(key, members)]));
}

// It takes the straightest of its members' ways, which no other line takes.
function bundleOf(key, members) {
  const [middle] = [...members].sort((one, other) => (one.smooth?.roundness ?? 0) - (other.smooth?.roundness ?? 0));
  const { from, to, type, arrows, smooth, selfReference } = middle;
  const isDoubtful = (verdict) => members.some((edge) => edge.verdict === verdict);
  const verdict = ["disputed", "unconfirmed"].find(isDoubtful) ?? "asserted";
  const level = members.every((edge) => edge.level === "rolled_up") ? "rolled_up" : "stated";
  return { id: key, from, to, type, arrows, smooth, selfReference, verdict, level, members };
}

// What stands on the drawing under an id: one relation, or several drawn as one.
const lineBy = (id) => data.edges.get(id) ?? state.bundles.get(id);

const countOf = (line) => line.members?.length ?? 1;

// A bundle of several statuses has a line of its own, lest a proposal pass for a fact.
function dashOf(line) {
  const dash = isMixed(line) ? SEVERAL : LINES[lineOf(line.members?.[0] ?? line)].dash;
  // Lines end round: a thicker one would fill its gaps.
  return dash.map((part, i) => (line.members && i % 2 ? part + 4 : part));
}

const isMixed = (line) => new Set((line.members ?? [line]).map(lineOf)).size > 1;

const SEVERAL = [18, 5, 6, 5];

// Where a relation is drawn: by a line of its own, or by the bundle that it is in.
function lineIdOf(edge) {
  const key = edge && bundleKey(edge);
  return edge && state.bundles.get(key)?.members.includes(edge) ? key : edge?.id ?? null;
}

function gatherBundles() {
  const before = [...state.bundles.keys()];
  state.bundles = bundlesNow();
  state.inBundle = new Set([...state.bundles.values()].flatMap(({ members }) => members.map((edge) => edge.id)));
  return before.filter((key) => !state.bundles.has(key));
}

function bundlePanel(key) {
  const members = data.groups.get(key).filter(isShown);
  const [{ from, to }] = data.groups.get(key);
  const ends = el("h2", { tabindex: "-1" }, actorName({ id: from }), ` ${arrowOf(data.groups.get(key)[0])} `, actorName({ id: to }));
  const badges = el("p", { class: "badges" }, relationBadge(data.groups.get(key)[0]), badge(numberOf(members.length, "relation"), "count-badge"));
  return [ends, badges, looseButton(key), el("h3", {}, "Each of them"), entryList(members, edgeEntry)];
}

function looseButton(key) {
  const isLoose = state.loose.has(key);
  const turn = () => {
    state.loose[isLoose ? "delete" : "add"](key);
    refreshAll();
    pick({ bundle: key });
  };
  const words = isLoose ? "Draw them as one line" : "Draw each as a line of its own";
  return state.bundled ? el("p", { class: "buttons" }, el("button", { type: "button", onclick: turn }, words)) : null;
}

function bundleSwitch() {
  if (!data.groups.size) return "";
  const box = el("input", { type: "checkbox", name: "bundled", checked: true });
  box.addEventListener("change", () => {
    state.bundled = box.checked;
    refreshAll();
    say(box.checked ? "Parallel relations are drawn as one line with their number." : "Each relation is drawn as a line of its own.");
  });
  return el("fieldset", {}, el("legend", {}, "Drawing"),
    el("label", { title: `More than ${SINGLE_UP_TO} of one kind between the same two` }, box, "Bundle parallel relations"),
    el("p", {}, lineSample("plain", SEVERAL), "Bundle of several statuses"));
}
