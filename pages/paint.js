// What vis-network cannot draw, painted over it: letters, names that stay legible, marks on the lines, double lines.

const MOST_NAMES = 140;
const MOST_MARKS = 160;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

function paint(ctx) {
  const scale = drawing.network.getScale();
  const bodies = shownBodies();
  const taken = [];
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  paintDoubles(ctx, bodies);
  paintLetters(ctx, bodies, scale);
  paintMarks(ctx, bodies, scale, taken);
  paintNames(ctx, bodies, scale, taken);
  ctx.restore();
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
  for (const id of new Set([state.edge, state.hovered])) {
    if (id === null || !Object.hasOwn(edges, id) || !edges[id].edgeType.fromPoint) continue;
    ctx.save();
    ctx.strokeStyle = colour("glow");
    ctx.lineCap = "round";
    trace(ctx, edges[id], widthOf(data.edges.get(id)) + 11, 1);
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

// A disputed line is two lines: its middle is taken out again, but not where an actor stands on it.
function paintDoubles(ctx, bodies) {
  const disputed = shownEdges().filter(({ edge }) => isDisputed(edge));
  if (!disputed.length) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(-1e6, -1e6, 2e6, 2e6);
  for (const { x, y, r } of bodies) {
    ctx.moveTo(x + r + 4, y);
    ctx.arc(x, y, r + 4, 0, 2 * Math.PI);
  }
  ctx.clip("evenodd");
  ctx.strokeStyle = colour("paper");
  for (const { edge, line } of disputed) {
    trace(ctx, line, widthOf(edge) - (edge.level === "rolled_up" ? 2.2 : 3.2), isDirected(edge) ? 0.86 : 1);
  }
  ctx.restore();
}

function shownEdges() {
  const { edges, edgeIndices } = drawing.network.body;
  return edgeIndices.map((id) => ({ edge: data.edges.get(id), line: edges[id] })).filter(({ line }) => line.connected);
}

const pointOn = (line, t) => line.edgeType.getPoint(t);

function paintLetters(ctx, bodies, scale) {
  for (const { node, x, y, r } of bodies) {
    if (node.mediator) ring(ctx, x, y, r + 5);
    if (r * scale < 7) continue;
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

const MARKS = { disputed: "≠", unconfirmed: "?" };

function paintMarks(ctx, bodies, scale, taken) {
  const blocked = bodies.map(({ x, y, r }) => boxAt(x, y, 2 * r, 2 * r));
  const size = Math.max(10.5, Math.min(13, 11 * scale)) / scale;
  ctx.font = `700 ${size}px ${FONT}`;
  const edges = shownEdges().sort((a, b) => isDisputed(b.edge) - isDisputed(a.edge));
  for (const { edge, line } of edges.slice(0, 4 * MOST_MARKS)) {
    if (taken.length >= MOST_MARKS) return;
    const text = relationOf(edge).letter + (byKey(MARKS, edge.verdict) ?? "");
    const place = freePlace(line, ctx.measureText(text).width + 0.7 * size, 1.45 * size, [...blocked, ...taken]);
    if (place) paintMark(ctx, text, place, relationOf(edge).tone, edge.level, taken);
  }
}

function freePlace(line, width, height, obstacles) {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
    const { x, y } = pointOn(line, t);
    const box = boxAt(x, y, width, height);
    if (!obstacles.some((other) => overlap(box, other))) return { x, y, box };
  }
  return null;
}

function paintMark(ctx, text, { x, y, box }, tone, level, taken) {
  taken.push(box);
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
  const obstacles = [...taken, ...bodies.map(({ x, y, r }) => boxAt(x, y, 2 * r, 2 * r))];
  const chosen = bodies.filter(({ node }) => isPicked(node));
  const view = viewBox(scale);
  let count = 0;
  ctx.lineJoin = "round";
  ctx.setLineDash([]);
  for (const body of [...chosen, ...bodies.filter(({ node }) => !isPicked(node))]) {
    if (count >= MOST_NAMES) return;
    ctx.font = `${isPicked(body.node) ? 700 : 600} ${size}px ${FONT}`;
    const text = shortened(body.node.name);
    const box = freeBox(body, ctx.measureText(text).width + 0.3 * size, 1.3 * size, obstacles, isPicked(body.node), view);
    if (!box) continue;
    count += 1;
    obstacles.push(box);
    paintName(ctx, text, box, size);
  }
}

function freeBox({ node, x, y, r }, width, height, obstacles, always, view) {
  const gap = r + (node.mediator ? 8 : 3);
  const places = [
    boxAt(x, y + gap + height / 2, width, height),
    boxAt(x, y - gap - height / 2, width, height),
    boxAt(x + gap + width / 2, y, width, height),
    boxAt(x - gap - width / 2, y, width, height),
  ].map((box) => within(view, box, x));
  return places.find((box) => !obstacles.some((other) => overlap(box, other))) ?? (always ? places[0] : null);
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

const isPicked = (node) => state.node === node.id;

function shortened(name) {
  const letters = Array.from(String(name));
  return letters.length > 30 ? `${letters.slice(0, 29).join("").trimEnd()}…` : letters.join("");
}

const boxAt = (x, y, width, height) => ({ x: x - width / 2, y: y - height / 2, width, height });

const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
