// The drawing as an SVG of its own: always in the light colours, and names stand in it as text only.

const PAGE_WIDTH = 1240;
const MARGIN = 40;

// The first rule of the style holds the light colours, whatever the reader's theme.
const light = (name) => document.styleSheets[0].cssRules[0].style.getPropertyValue(`--${name}`).trim();

// Sizes follow the scale of the picture for as long as it is made.
function asDrawnAt(scale, make) {
  const before = state.magnified;
  state.magnified = magnifiedAt(scale);
  try {
    return make();
  } finally {
    state.magnified = before;
  }
}

function pictureFrame() {
  const places = drawing.places();
  const { left, top, width, height } = frameOf(places.length ? places : [{ x: 0, y: 0 }]);
  const room = PAGE_WIDTH - 2 * MARGIN - 160;
  const scale = Math.min(room / (width + 1), 760 / (height + 1), 1.3);
  return { scale, height: height * scale + 120, x: PAGE_WIDTH / 2 - (left + width / 2) * scale, y: 60 - top * scale };
}

// The canvas cuts its lines short for its own zoom; these run from middle to middle, bent as there.
function wholeLine({ edge, line }) {
  const { from, to } = line;
  if (from === to) return { edge, line };
  const bend = line.via() ?? between(from, to, 0.5);
  const point = (t) => between(between(from, bend, t), between(bend, to, t), t);
  return { edge, line: { from, to, bend, point } };
}

const between = (one, other, t) => ({ x: one.x + (other.x - one.x) * t, y: one.y + (other.y - one.y) * t });

const digits = (number) => String(Math.round(number * 10) / 10);

const dashed = (dashes) => (dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {});

const at = ({ x, y }) => `${digits(x)} ${digits(y)}`;

// The part of a curve up to t, so that a line ends where its arrow begins.
const pathUpTo = (line, t) => `M${at(line.from)}Q${at(between(line.from, line.bend, t))} ${at(pointOn(line, t))}`;

function loopPath(line) {
  const points = Array.from({ length: 25 }, (_, i) => pointOn(line, i / 24));
  return `M${points.map(at).join("L")}`;
}

// Where a line comes within a distance of its end.
function reaching(line, distance) {
  for (let t = 1; t > 0; t -= 0.01) {
    const { x, y } = pointOn(line, t);
    if (Math.hypot(x - line.to.x, y - line.to.y) >= distance) return t;
  }
  return 0;
}

function pictureLine({ edge, line }) {
  const [tone, width, isLoop] = [light(relationOf(edge).tone), widthOf(edge), edge.from === edge.to];
  const tip = reaching(line, sizeOf(data.nodes.get(edge.to)) + 3);
  const length = (edge.level === "rolled_up" ? 8 : 11) * state.magnified;
  const end = isDirected(edge) && !isLoop ? reaching(line, sizeOf(data.nodes.get(edge.to)) + 3 + length) : 1;
  const d = isLoop ? loopPath(line) : pathUpTo(line, end);
  const dash = isDisputed(edge) ? [] : dashOf(edge).map((part) => part * state.magnified);
  const stroke = (colour, thick, dashes = []) =>
    svg("path", { d, fill: "none", stroke: colour, "stroke-width": digits(thick), ...dashed(dashes.map(digits)) });
  const core = isDisputed(edge) ? [stroke(light("paper"), width - 3.2 * state.magnified)] : [];
  const arrow = isDirected(edge) && !isLoop ? [arrowHead(pointOn(line, tip), pointOn(line, end), tone)] : [];
  return svg("g", {}, svg("title", {}, edgeHint(edge.id)), stroke(tone, width, dash), ...core, ...arrow);
}

function arrowHead(tip, base, tone) {
  const [dx, dy] = [(base.x - tip.x) * 0.42, (base.y - tip.y) * 0.42];
  const corners = [tip, { x: base.x - dy, y: base.y + dx }, { x: base.x + dy, y: base.y - dx }];
  return svg("polygon", { points: corners.map(at).join(" "), fill: tone });
}

function pictureActor({ node, x, y, r }) {
  const { shape, letter, drop } = kindOf(node);
  const dashes = node.kind === "group" ? { "stroke-dasharray": "2 1.5" } : {};
  const tone = light(Object.hasOwn(KINDS, node.kind) ? `kind-${node.kind}` : "plain");
  const outline = svg("path", { d: OUTLINES[shape], fill: tone, stroke: light("node-edge"), ...dashes,
    transform: `translate(${at({ x, y })}) scale(${Math.round(r * 110) / 1000}) translate(-11 -11)` });
  const code = node.kind === "state" && node.iso3 ? node.iso3.slice(0, 3) : letter;
  const size = r * (code.length > 1 ? 0.66 : 0.95);
  const ringed = node.mediator ? [mediatorRing(x, y, r + 5)] : [];
  return svg("g", {}, svg("title", {}, nodeHint(node.id)), ...ringed, outline,
    text(code, x, y + r * drop + size * 0.36, size, 700, { fill: light("letter"), "text-anchor": "middle" }));
}

const mediatorRing = (x, y, r) =>
  svg("circle", { cx: digits(x), cy: digits(y), r: digits(r), fill: "none", stroke: light("mediation"), "stroke-width": 2 });

function text(words, x, y, size, weight, more = {}) {
  const font = { "font-size": digits(size), "font-weight": weight, "font-family": FONT };
  return svg("text", { x: digits(x), y: digits(y), ...font, fill: light("ink"), ...more }, words);
}

function pictureMark({ text: words, size, place: { x, y, box }, edge }) {
  const tone = light(relationOf(edge).tone);
  const extent = { width: digits(box.width), height: digits(box.height), rx: digits(box.height / 2) };
  const look = { fill: light("paper"), stroke: tone, "stroke-width": digits(box.height / 11) };
  const pill = svg("rect", { x: digits(box.x), y: digits(box.y), ...extent, ...look });
  return svg("g", {}, pill, text(words, x, y + size * 0.36, size, 700, { fill: tone, "text-anchor": "middle" }));
}

function pictureName({ text: words, box, size, weight }) {
  const halo = { stroke: light("paper"), "stroke-width": digits(size * 0.32), "stroke-linejoin": "round", "paint-order": "stroke" };
  return text(words, box.x + box.width / 2, box.y + box.height / 2 + size * 0.36, size, weight, { ...halo, "text-anchor": "middle" });
}

function pictureBody({ scale, height, x, y }) {
  const ctx = document.createElement("canvas").getContext("2d");
  const view = { x: -x / scale, y: -y / scale, width: PAGE_WIDTH / scale, height: height / scale };
  const bodies = drawing.bodies();
  const taken = takenRoom(80 / scale);
  for (const body of bodies) taken.add(boxAt(body.x, body.y, 2 * body.r, 2 * body.r));
  const lines = drawing.lines().map(wholeLine);
  const marks = placedMarks(ctx, [...lines], scale, taken, view);
  const names = placedNames(ctx, bodies, scale, taken, view);
  return [...lines.map(pictureLine), ...bodies.map(pictureActor), ...marks.map(pictureMark), ...names.map(pictureName)];
}

// What was left out is said on the picture itself, which travels without the page.
function pictureCaption() {
  const off = Object.values(state.off).flatMap((values) => [...values]).map(plain);
  const { surely, undated } = state.period;
  const period = data.axis ? [periodWords(state.period), surely && "surely within", !undated && "without undated events"] : [];
  return [...period, shownCount().replace(/\.$/, ""), off.length && `left out: ${off.join(", ")}`].filter(Boolean).join(" · ");
}

// The legend's entries in rows below the drawing: only those that the filters leave.
function pictureLegend(top) {
  const ctx = document.createElement("canvas").getContext("2d");
  let [x, y] = [MARGIN, top];
  const entries = legendEntries().map(([sample, words]) => {
    const width = 42 + widthOfText(ctx, words, 13, 400) + 26;
    if (x + width > PAGE_WIDTH - MARGIN) [x, y] = [MARGIN, y + 24];
    const entry = svg("g", { transform: `translate(${at({ x, y })})` }, ...sample, text(words, 42, 4.5, 13, 400));
    x += width;
    return entry;
  });
  return { entries, height: y - top + 34 };
}

function legendEntries() {
  const [lines, bodies] = [drawing.lines().map(({ edge }) => edge), drawing.bodies()];
  const types = new Set(lines.map(({ type }) => type));
  const dashes = new Set(lines.flatMap((line) => line.members ?? [line]).map(lineOf));
  const kinds = new Set(bodies.map(({ node }) => node.kind));
  return [
    ...Object.keys(RELATIONS).filter((type) => types.has(type)).map((type) => [letterSample(type), RELATIONS[type].legend]),
    ...Object.keys(LINES).filter((line) => dashes.has(line)).map((line) => [dashSample(LINES[line].dash), LINES[line].words]),
    ...markEntries(lines),
    ...Object.keys(KINDS).filter((kind) => kinds.has(kind)).map((kind) => [shapeSample(kind), KINDS[kind].words]),
    ...(bodies.some(({ node }) => node.mediator) ? [[[mediatorRing(20, 0, 8)], "Has mediated"]] : []),
  ];
}

function markEntries(lines) {
  const several = text("×n", 20, 5, 13, 700, { fill: light("plain"), "text-anchor": "middle" });
  const entries = [
    [lines.some(isDisputed), [...dashSample([], 5.6), ...dashSample([], 2.4, "paper")], "≠ Disputed"],
    [lines.some(({ verdict }) => verdict === "unconfirmed"), [text("?", 20, 5, 13, 700, { "text-anchor": "middle" })], "Unconfirmed"],
    [lines.some(({ members }) => members), [several], "So many in one line"],
    [lines.some(isMixed), dashSample(SEVERAL), "Several statuses in one line"],
  ];
  return entries.filter(([isThere]) => isThere).map(([, sample, words]) => [sample, words]);
}

const dashSample = (dash, width = 2.4, tone = "plain") =>
  [svg("line", { x1: 0, y1: 0, x2: 34, y2: 0, stroke: light(tone), "stroke-width": width, ...dashed(dash) })];

const letterSample = (type) =>
  [text(RELATIONS[type].letter, 20, 5, 14, 700, { fill: light(RELATIONS[type].tone), "text-anchor": "middle" })];

const shapeSample = (kind) =>
  [svg("path", { d: OUTLINES[KINDS[kind].shape], fill: light(`kind-${kind}`), transform: "translate(11 -9) scale(.82)" })];

function picture() {
  const frame = pictureFrame();
  return asDrawnAt(frame.scale, () => {
    const place = `translate(${digits(frame.x)} ${digits(frame.y + 76)}) scale(${Math.round(frame.scale * 1e4) / 1e4})`;
    const body = svg("g", { transform: place }, ...pictureBody(frame));
    const legend = pictureLegend(frame.height + 100);
    const height = Math.ceil(frame.height + 100 + legend.height);
    const title = document.querySelector("h1").textContent;
    return svg("svg", { viewBox: `0 0 ${PAGE_WIDTH} ${height}`, width: PAGE_WIDTH, height, role: "img" }, svg("title", {}, title),
      svg("rect", { width: PAGE_WIDTH, height, fill: light("paper") }), body,
      text(title, MARGIN, 44, 22, 700), text(pictureCaption(), MARGIN, 68, 13, 400, { fill: light("quiet") }), ...legend.entries);
  });
}

// No parser of XML takes these, not even escaped: one in a name would cost the whole picture.
const FORBIDDEN = /[^\P{Cc}\t\n\r]|\uFFFE|\uFFFF/gu;

const pictureText = () => `${new XMLSerializer().serializeToString(picture()).replace(FORBIDDEN, "\uFFFD")}\n`;
