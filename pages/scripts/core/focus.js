// Which actors the view is about: all, the best connected, or what grows from those that a reader chose.

// What a reader asks for by name must be seen, even if the start view left it out.
function reveal() {
  const edge = data.edges.get(state.edge);
  const bundled = (data.groups.get(state.bundle) ?? []).flatMap(({ from, to }) => [from, to]);
  const asked = new Set([state.node, ...state.marked.nodes, edge?.from, edge?.to, ...bundled]);
  const wanted = [...asked].filter((id) => id && state.focus && !state.focus.has(id));
  if (wanted.length) setFocus([...state.seeds, ...wanted.map((id) => ({ kind: id === state.node ? "around" : "alone", id }))]);
}

const neighbours = (node) => new Set([node.id, ...node.edges.flatMap((edge) => [edge.from, edge.to])]);

// What to show is told by what it grows from; nothing to grow from means everything.
const focusOf = (seeds) => (seeds.length ? grownFrom(seeds) : null);

function grownFrom(seeds) {
  const grown = {
    hubs: () => data.hubs.slice(0, HUBS_AT_START).map((node) => node.id),
    around: ({ id }) => [...neighbours(data.nodes.get(id))],
    alone: ({ id }) => [id],
  };
  return new Set(seeds.flatMap((seed) => grown[seed.kind](seed)));
}

// A large page opens on all around the actors that it was asked for; where that is much, on them and the best connected.
function startSeeds() {
  if (data.nodes.size <= WHOLE_UP_TO) return [];
  const around = data.about.map((id) => ({ kind: "around", id }));
  if (around.length && grownFrom(around).size <= WHOLE_UP_TO) return around;
  return [{ kind: "hubs" }, ...data.about.map((id) => ({ kind: "alone", id }))];
}

const focusOn = (node) => setFocus([{ kind: "around", id: node.id }]);

function setFocus(seeds) {
  state.seeds = seeds.length || !data.limited ? seeds : startSeeds();
  state.focus = focusOf(state.seeds);
  arrange();
  if (!drawing.rebuilds) drawing.redress();
  refreshAll();
  fit(isAnimated());
}

function renderFocus() {
  const bar = document.getElementById("focus");
  if (bar) bar.remove();
  if (!state.focus) return;
  const all = el("button", { type: "button", onclick: () => setFocus([]) }, data.limited ? "Back to the start" : "Show all");
  document.getElementById("stage").append(el("p", { id: "focus" }, `${state.focus.size} of ${numberOf(data.nodes.size, "actor")} shown. `, all));
}
