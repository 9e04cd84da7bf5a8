// What vis-network cannot draw, painted over it: letters, names that stay legible, marks on the lines, double lines.

const MOST_NAMES = 140;
// In a crowd the best connected keep their names even over other actors, only not over other names.
const ALWAYS_NAMED = 10;
const CROWD = 60;
const MOST_MARKS = 160;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

function paint(ctx) {
  const scale = drawing.network.getScale();
  followZoom(scale);
  const bodies = shownBodies();
  const taken = takenRoom(80 / scale);
  for (const { x, y, r } of bodies) taken.add(boxAt(x, y, 2 * r, 2 * r));
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  paintDoubles(ctx, bodies);
  paintLetters(ctx, bodies, scale);
  paintMarks(ctx, scale, taken);
  paintNames(ctx, bodies, scale, taken);
  ctx.restore();
}

// Boxes by the cells that they touch: whether a place is free is asked thousands of times a frame.
function takenRoom(cell) {
  const cells = new Map();
  const keys = ({ x, y, width, height }) => {
    const all = [];
    for (let i = Math.floor(x / cell); i <= Math.floor((x + width) / cell); i += 1) {
      for (let j = Math.floor(y / cell); j <= Math.floor((y + height) / cell); j += 1) all.push(i * 1e6 + j);
    }
    return all;
  };
  return {
    add: (box) => keys(box).forEach((key) => cells.set(key, [...(cells.get(key) ?? []), box])),
    isFree: (box) => !keys(box).some((key) => cells.get(key)?.some((other) => overlap(box, other))),
  };
}

const widths = new Map();

// Measured once, at a size that other sizes are multiples of.
function widthOfText(ctx, text, size, weight) {
  const key = `${weight} ${text}`;
  if (!widths.has(key)) {
    ctx.font = `${weight} 100px ${FONT}`;
    widths.set(key, ctx.measureText(text).width / 100);
  }
  return widths.get(key) * size;
}

function shownBodies() {
  const drawn = drawing.network.body.nodes;
  return data.hubs
    .filter((node) => Object.hasOwn(drawn, node.id))
    .map((node) => ({ node, x: drawn[node.id].x, y: drawn[node.id].y, r: sizeOf(node) }));
}

// Under everything: the line that was chosen or that the pointer is on.
function paintGlow(ctx) {
  const { edges } = drawing.network.body;
  for (const id of new Set([lineIdOf(data.edges.get(state.edge)), state.bundle, state.hovered, ...markedLines()])) {
    if (id === null || !Object.hasOwn(edges, id) || !edges[id].edgeType.fromPoint) continue;
    ctx.save();
    ctx.strokeStyle = colour("glow");
    ctx.lineCap = "round";
    trace(ctx, edges[id], widthOf(lineBy(id)) + 11 * state.magnified, 1);
    ctx.restore();
  }
}

function trace(ctx, line, width, end) {
  ctx.lineWidth = width;
  ctx.setLineDash([]);
  ctx.beginPath();
  for (let step = 0; step <= 24; step += 1) {
    const { x, y } = pointOn(line, (step / 24) * end);
    if (step === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
  ctx.stroke();
}

const MOST_CLIPPED = 40;

// A disputed line is two lines: its middle is taken out again, but not where an actor stands on it.
function paintDoubles(ctx, bodies) {
  const disputed = shownEdges().filter(({ edge }) => isDisputed(edge));
  if (!disputed.length) return;
  ctx.save();
  if (disputed.length <= MOST_CLIPPED) spare(ctx, bodies);
  ctx.strokeStyle = colour("paper");
  for (const { edge, line } of disputed) {
    trace(ctx, line, widthOf(edge) - state.magnified * (edge.level === "rolled_up" ? 2.2 : 3.2), isDirected(edge) ? 0.86 : 1);
  }
  ctx.restore();
}

// Nothing painted from here on touches an actor. Costly with many lines, and not seen in a crowd.
function spare(ctx, bodies) {
  ctx.beginPath();
  ctx.rect(-1e6, -1e6, 2e6, 2e6);
  for (const { x, y, r } of bodies) {
    ctx.moveTo(x + r + 4, y);
    ctx.arc(x, y, r + 4, 0, 2 * Math.PI);
  }
  ctx.clip("evenodd");
}

function shownEdges() {
  const { edges, edgeIndices } = drawing.network.body;
  return edgeIndices.map((id) => ({ edge: lineBy(id), line: edges[id] })).filter(({ line }) => line.connected);
}

const pointOn = (line, t) => line.edgeType.getPoint(t);

function paintLetters(ctx, bodies, scale) {
  for (const { node, x, y, r } of bodies) {
    if (node.mediator) ring(ctx, x, y, r + 5);
    if (r * scale < 5.5) continue;
    const code = node.kind === "state" && node.iso3 ? node.iso3.slice(0, 3) : kindOf(node).letter;
    ctx.font = `700 ${code.length > 1 ? r * 0.66 : r * 0.95}px ${FONT}`;
    ctx.fillStyle = colour("letter");
    ctx.fillText(code, x, y + r * kindOf(node).drop + r * 0.06);
  }
}

function ring(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = 2;
  ctx.setLineDash([]);
  ctx.strokeStyle = colour("mediation");
  ctx.stroke();
}

const markOf = (edge) => relationOf(edge).letter + (edge.members ? `×${countOf(edge)}` : "") + (byKey(MARKS, edge.verdict) ?? "");

const MARKS = { disputed: "≠", unconfirmed: "?" };

// In a crowd the letters would hide the lines; they come back as the view comes closer.
function paintMarks(ctx, scale, taken) {
  const size = Math.max(10.5, Math.min(13, 11 * scale)) / scale;
  const view = viewBox(scale);
  const edges = shownEdges().filter(({ line }) => isLong(line, 3 * size) && isIn(view, pointOn(line, 0.5)));
  if (edges.length > MOST_MARKS) return;
  for (const { edge, line } of edges.sort((a, b) => countOf(b.edge) - countOf(a.edge) || isDisputed(b.edge) - isDisputed(a.edge))) {
    const text = markOf(edge);
    const place = freePlace(line, widthOfText(ctx, text, size, 700) + 0.7 * size, 1.45 * size, taken);
    ctx.font = `700 ${size}px ${FONT}`;
    if (place) paintMark(ctx, text, place, relationOf(edge).tone, edge.level, taken);
  }
}

const isLong = ({ from, to }, length) => Math.hypot(from.x - to.x, from.y - to.y) > length || from === to;

function freePlace(line, width, height, taken) {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const { x, y } = pointOn(line, t);
    const box = boxAt(x, y, width, height);
    if (taken.isFree(box)) return { x, y, box };
  }
  return null;
}

function paintMark(ctx, text, { x, y, box }, tone, level, taken) {
  taken.add(box);
  ctx.beginPath();
  ctx.roundRect(box.x, box.y, box.width, box.height, box.height / 2);
  ctx.fillStyle = colour("paper");
  ctx.fill();
  ctx.lineWidth = box.height / (level === "rolled_up" ? 20 : 11);
  ctx.setLineDash([]);
  ctx.strokeStyle = ctx.fillStyle = colour(tone);
  ctx.stroke();
  ctx.fillText(text, x, y + box.height * 0.03);
}

// Hubs come first, so when names would run into each other the better connected actor keeps its own.
function paintNames(ctx, bodies, scale, taken) {
  const size = 13 / scale;
  const chosen = bodies.filter(({ node }) => isPicked(node));
  const view = viewBox(scale);
  const named = takenRoom(80 / scale);
  let count = 0;
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  for (const body of [...chosen, ...bodies.filter(({ node }) => !isPicked(node))]) {
    if (count >= MOST_NAMES) return;
    if (!overlap(view, boxAt(body.x, body.y, 2 * body.r, 2 * body.r))) continue;
    const text = shortened(body.node.name);
    const weight = isPicked(body.node) ? 700 : 600;
    const boxes = boxesBy(body, widthOfText(ctx, text, size, weight) + 0.3 * size, 1.3 * size, view);
    const isKept = isPicked(body.node) || (bodies.length > CROWD && count < ALWAYS_NAMED);
    const box = boxes.find((one) => taken.isFree(one)) ?? (isKept ? boxes.find((one) => named.isFree(one)) : null);
    if (!box) continue;
    count += 1;
    taken.add(box);
    named.add(box);
    ctx.font = `${weight} ${size}px ${FONT}`;
    paintName(ctx, text, box, size);
  }
}

// Below, above, right or left of the actor; those that the rim would cut come last.
function boxesBy({ node, x, y, r }, width, height, view) {
  const gap = r + (node.mediator ? 8 : 3);
  const boxes = [
    boxAt(x, y + gap + height / 2, width, height),
    boxAt(x, y - gap - height / 2, width, height),
    boxAt(x + gap + width / 2, y, width, height),
    boxAt(x - gap - width / 2, y, width, height),
  ].map((box) => within(view, box, x));
  const isWhole = (box) => box.x >= view.x && box.x + box.width <= view.x + view.width;
  return [...boxes.filter(isWhole), ...boxes.filter((box) => !isWhole(box))];
}

function viewBox(scale) {
  const { x, y } = drawing.network.getViewPosition();
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  return boxAt(x, y, clientWidth / scale, clientHeight / scale);
}

// A name at the rim moves inwards as long as it still touches its actor.
function within(view, box, x) {
  const left = Math.min(Math.max(box.x, view.x), view.x + view.width - box.width);
  return { ...box, x: Math.abs(left + box.width / 2 - x) < box.width / 2 ? left : box.x };
}

function paintName(ctx, text, box, size) {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  ctx.lineWidth = size * 0.32;
  ctx.strokeStyle = colour("paper");
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour("ink");
  ctx.fillText(text, x, y);
}

const markedLines = () => [...state.marked.edges].map((id) => lineIdOf(data.edges.get(id)));

const isPicked = (node) => state.node === node.id || state.marked.nodes.has(node.id);

function shortened(name) {
  const letters = Array.from(String(name));
  return letters.length > 30 ? `${letters.slice(0, 29).join("").trimEnd()}…` : letters.join("");
}

const isIn = (box, { x, y }) => overlap(box, boxAt(x, y, 1, 1));

const boxAt = (x, y, width, height) => ({ x: x - width / 2, y: y - height / 2, width, height });

const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
