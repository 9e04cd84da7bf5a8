// How two actors are joined: the shortest ways over the relations that the filters leave, whichever way these point.

const MOST_PATHS = 5;

function neighboursBy() {
  const near = new Map([...data.nodes.keys()].map((id) => [id, new Map()]));
  const join = (one, other, edge) => near.get(one).set(other, [...(near.get(one).get(other) ?? []), edge]);
  for (const edge of data.edges.values()) {
    if (!passes(edge) || edge.from === edge.to) continue;
    join(edge.from, edge.to, edge);
    join(edge.to, edge.from, edge);
  }
  return near;
}

// From the end, step by step outwards: how far each actor is, and how many shortest ways lead on from it.
function distances(near, end) {
  const found = new Map([[end, { steps: 0, ways: 1 }]]);
  for (const id of found.keys()) {
    const { steps, ways } = found.get(id);
    for (const next of near.get(id).keys()) {
      if (!found.has(next)) found.set(next, { steps: steps + 1, ways: 0 });
      if (found.get(next).steps === steps + 1) found.get(next).ways += ways;
    }
  }
  return found;
}

// By the names on them, so that the same paths come first each time.
function shortestPaths(near, far, start, end) {
  const paths = [];
  const walk = (path) => {
    const last = path.at(-1);
    if (last === end) paths.push(path);
    const onward = [...near.get(last).keys()].filter((id) => far.get(id)?.steps === far.get(last).steps - 1);
    for (const id of onward.sort(byName)) if (paths.length < MOST_PATHS) walk([...path, id]);
  };
  if (far.has(start)) walk([start]);
  return paths;
}

function byName(one, other) {
  const [a, b] = [one, other].map((id) => `${folded(data.nodes.get(id).name)} ${id}`);
  return compared(a, b);
}

const hopsOf = (path) => path.slice(1).map((id, i) => [path[i], id]);

function pathsBetween({ a, b }) {
  const near = neighboursBy();
  const far = distances(near, b);
  return { near, paths: shortestPaths(near, far, a, b), count: far.get(a)?.ways ?? 0 };
}

// What the drawing marks: all relations on the paths that are listed, or those of the mediations.
function marksOf(pair) {
  if (!pair) return { nodes: new Set(), edges: new Set() };
  if (pair.kind === "who") return marksOfMediations(pair);
  const { near, paths } = pathsBetween(pair);
  const hops = paths.flatMap(hopsOf);
  const edges = hops.flatMap(([one, other]) => near.get(one).get(other).map((edge) => edge.id));
  return { nodes: new Set([pair.a, pair.b, ...paths.flat()]), edges: new Set(edges) };
}

const nameBy = (id) => data.nodes.get(id).name;

function pathPanel(pair) {
  const { near, paths, count } = pathsBetween(pair);
  const heading = el("h2", { tabindex: "-1" }, "Path from ", actorName({ id: pair.a }), " to ", actorName({ id: pair.b }));
  const none = "No path: the relations that the filters leave do not join the two.";
  if (!paths.length) return [heading, el("p", { class: "remark" }, none), ...swapButtons(pair)];
  return [heading, el("p", { class: "about" }, pathSummary(paths, count)), ...swapButtons(pair),
    ...paths.flatMap((path, i) => [el("h3", {}, numbered(paths, i) + path.map(nameBy).join(" – ")), stepsOf(path, near)])];
}

const numbered = (paths, i) => (paths.length > 1 ? `${i + 1}. ` : "");

function pathSummary(paths, count) {
  const steps = paths[0].length - 1;
  const first = count > paths.length ? `, the first ${paths.length} of them listed` : "";
  const many = count > 1 ? `${count} shortest paths${first}` : "One shortest path";
  return `${many}, of ${numberOf(steps, "step")}, over the relations that the filters leave.`;
}

function stepsOf(path, near) {
  const steps = hopsOf(path).map(([one, other], i) => {
    const edges = near.get(one).get(other);
    const title = el("h4", {}, `Step ${i + 1}: `, actorName({ id: one }), " – ", actorName({ id: other }));
    return el("li", {}, title, entryList(edges, edgeEntry, 3));
  });
  return el("ol", { class: "steps" }, ...steps);
}

function swapButtons({ kind, a, b }) {
  const other = kind === "path" ? "who" : "path";
  const words = { who: "Who mediated between them", path: "Path between them" }[other];
  const alone = () => setFocus([...state.marked.nodes].sort().map((id) => ({ kind: "alone", id })));
  return [el("p", { class: "buttons" }, el("button", { type: "button", onclick: () => pick({ pair: { kind: other, a, b } }) }, words),
    state.marked.edges.size ? el("button", { type: "button", onclick: alone }, "Show only these actors") : null)];
}

// From an actor's panel the other one is named, and the answer comes at once.
function pairFields(node) {
  const ask = (kind) => (other) => {
    if (other.id === node.id) say("Name another actor than this one.");
    else pick({ pair: { kind, a: node.id, b: other.id } }, { move: true });
  };
  return [actorField("path-to", "Path to…", ask("path")), actorField("who-with", "Mediators to…", ask("who"))];
}

function pairForm() {
  const fields = ["pair-a", "pair-b"].map((name, i) => actorField(name, ["Between", "and"][i], () => {}));
  const trouble = el("p", { class: "remark", hidden: true, role: "alert" });
  const ask = (kind) => () => {
    const [a, b] = fields.map((field) => found(field.querySelector("input").value)[0]?.id);
    trouble.hidden = Boolean(a && b && a !== b);
    trouble.textContent = trouble.hidden ? "" : "Name two different actors of this page.";
    if (trouble.hidden) pick({ pair: { kind, a, b } }, { move: true });
  };
  const button = (kind, words) => el("button", { type: "button", onclick: ask(kind) }, words);
  return el("div", { class: "pair-form", role: "group", "aria-label": "Two actors" }, el("h3", {}, "Two actors"), ...fields, trouble,
    el("p", { class: "buttons" }, button("who", "Who mediated?"), button("path", "What joins them?")));
}
