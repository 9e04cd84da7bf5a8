// The legend, whose entries are filters.

function lineSample(tone, dash, width = 2.4, disputed = false) {
  const shape = { x1: 2, y1: 7, x2: 40, y2: 7, "stroke-dasharray": dash.join(" ") };
  const line = (stroke, thick) => svg("line", { ...shape, class: stroke, "stroke-width": thick });
  const core = disputed ? [line("stroke-paper", 2)] : [];
  return svg("svg", { viewBox: "0 0 42 14", class: "sample", "aria-hidden": "true" }, line(`stroke-${tone}`, width), ...core);
}

const OUTLINES = {
  dot: "M20 11a9 9 0 1 1-18 0a9 9 0 1 1 18 0z", square: "M3 3h16v16H3z", diamond: "M11 1l10 10-10 10L1 11z",
  hexagon: "M6 2.5h10l5 8.5-5 8.5H6L1 11z", triangleDown: "M0.5 3h21L11 21z", triangle: "M0.5 19h21L11 1z",
  ellipse: "M20 11a9 9 0 1 1-18 0a9 9 0 1 1 18 0z",
};

function kindSample(kind, code = "ISO") {
  const { shape, letter, drop } = kindOf({ kind });
  const outline = svg("path", { d: OUTLINES[shape], class: `fill-kind-${kind}`, ...(kind === "group" && { "stroke-dasharray": "3 2" }) });
  const text = svg("text", { x: 11, y: 15 + 9 * drop }, kind === "state" ? code : letter);
  if (kind === "state") text.setAttribute("class", "code");
  return svg("svg", { viewBox: "0 0 22 22", class: "sample shape", "aria-hidden": "true" }, outline, text);
}

function ringSample() {
  const circle = svg("circle", { cx: 11, cy: 11, r: 9, fill: "none", class: "stroke-mediation", "stroke-width": 2 });
  return svg("svg", { viewBox: "0 0 22 22", class: "sample shape", "aria-hidden": "true" }, circle);
}

const counted = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());

function renderLegend() {
  const edges = [...data.edges.values()];
  const kinds = counted([...data.nodes.values()].map((node) => node.kind));
  const types = counted(edges.map((edge) => edge.type));
  const lines = counted(edges.map(lineOf));
  const levels = counted(edges.map((edge) => edge.level));
  document.getElementById("legend-body").replaceChildren(
    filterGroup("Relations", "relation", inOrder(types, RELATIONS), typeEntry),
    filterGroup("Status: the line", "line", inOrder(lines, LINES), lineEntry),
    filterGroup("Actors", "kind", inOrder(kinds, KINDS), (kind) => [kindSample(kind), kindOf({ kind }).words]),
    filterGroup("Who acts", "level", inOrder(levels, { stated: 0, rolled_up: 0 }), levelEntry),
    marksLegend(edges),
    bundleSwitch(),
  );
  document.getElementById("legend-box").open = isWide();
}

const isWide = () => matchMedia("(min-width: 901px)").matches;

function inOrder(counts, order) {
  const known = Object.keys(order).filter((key) => counts.has(key));
  const others = [...counts.keys()].filter((key) => !Object.hasOwn(order, key));
  return [...known, ...others].map((key) => [key, counts.get(key)]);
}

function typeEntry(type) {
  const { letter, tone, legend } = relationOf({ type });
  return [el("span", { class: `letter tone-${tone}`, "aria-hidden": "true" }, letter), legend];
}

function lineEntry(line) {
  const statuses = line === "dotted" ? [...LINES[line].statuses, "denied"] : LINES[line].statuses;
  return [lineSample("plain", LINES[line].dash), el("span", { title: statuses.map(statusWords).join(", ") }, LINES[line].words)];
}

function levelEntry(level) {
  if (level === "rolled_up") return [lineSample("plain", [], 1.1), "Rolled up to their state"];
  return [lineSample("plain", []), level === "stated" ? "As the text names them" : capital(level)];
}

function filterGroup(words, facet, entries, sample) {
  if (!entries.length) return "";
  const rows = entries.map(([value, count]) => {
    const box = el("input", { type: "checkbox", checked: true, name: facet, value, "data-facet": facet });
    box.addEventListener("change", () => toggle(facet, value, box.checked));
    return el("label", {}, box, ...sample(value), el("span", { class: "count", "data-all": count }, String(count)));
  });
  return el("fieldset", {}, el("legend", {}, words), ...rows);
}

const FACETS = { relation: (edge) => edge.type, line: (edge) => lineOf(edge), level: (edge) => edge.level };

// What the period leaves of each: the numbers say how much a filter would take away now.
function renderCounts() {
  const within = [...data.edges.values()].filter(inPeriod);
  for (const [facet, read] of Object.entries(FACETS)) {
    const counts = counted(within.map((edge) => String(read(edge))));
    for (const box of document.querySelectorAll(`#legend input[name="${facet}"]`)) {
      const [count, left] = [box.parentElement.querySelector(".count"), counts.get(box.value) ?? 0];
      count.textContent = left < Number(count.dataset.all) ? `${left} of ${count.dataset.all}` : String(left);
    }
  }
}

function marksLegend(edges) {
  const rows = [];
  if (edges.some(isDisputed)) rows.push([lineSample("plain", [], 5.5, true), "≠ Disputed"]);
  if (edges.some((edge) => edge.verdict === "unconfirmed")) rows.push([el("span", { class: "letter" }, "?"), "Unconfirmed"]);
  if ([...data.nodes.values()].some((node) => node.mediator)) rows.push([ringSample(), "Has mediated"]);
  return rows.length ? el("fieldset", {}, el("legend", {}, "Marks"), ...rows.map((row) => el("p", {}, ...row))) : "";
}
