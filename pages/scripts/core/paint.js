// What the renderers do not draw, painted over them: letters, names that stay legible, marks on the lines, double lines.

function paint(ctx) {
  const scale = drawing.scale();
  followZoom(scale);
  const bodies = drawing.bodies(viewBox(scale));
  const taken = takenRoom(80 / scale);
  for (const { x, y, r } of bodies) taken.add(boxAt(x, y, 2 * r, 2 * r));
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  if (!drawing.doubles) paintDoubles(ctx, bodies);
  paintLetters(ctx, bodies, scale);
  paintMarks(ctx, scale, taken);
  paintNames(ctx, bodies, scale, taken);
  ctx.restore();
}

// Under everything: the line that was chosen or that the pointer is on.
function paintGlow(ctx) {
  for (const id of new Set([lineIdOf(data.edges.get(state.edge)), state.bundle, state.hovered, ...markedLines()])) {
    const line = id === null ? null : drawing.line(id);
    if (!line) continue;
    ctx.save();
    ctx.strokeStyle = colour("glow");
    ctx.lineCap = "round";
    trace(ctx, line, widthOf(lineBy(id)) + 11 * state.magnified, 1);
    ctx.restore();
  }
}

const STEPS = 32;

// The line up to that part of it, but for places that are not free.
function trace(ctx, line, width, end, isFree = (_point) => true) {
  ctx.lineWidth = width;
  ctx.setLineDash([]);
  ctx.beginPath();
  let isDown = false;
  for (let step = 0; step <= STEPS; step += 1) {
    const point = pointOn(line, (step / STEPS) * end);
    const wasDown = isDown;
    isDown = isFree(point);
    if (isDown && wasDown) ctx.lineTo(point.x, point.y);
    else if (isDown) ctx.moveTo(point.x, point.y);
  }
  ctx.stroke();
}

const MOST_CLIPPED = 40;
const MOST_AVOIDED = 120;

// A disputed line is two lines: its middle is taken out again, but not where an actor stands on it.
function paintDoubles(ctx, bodies) {
  const disputed = drawing.lines().filter(({ edge }) => isDisputed(edge));
  if (!disputed.length) return;
  ctx.save();
  const isClipped = disputed.length <= MOST_CLIPPED;
  if (isClipped) spare(ctx, bodies);
  const isFree = isClipped || bodies.length > MOST_AVOIDED ? () => true : besides(bodies);
  ctx.strokeStyle = colour("paper");
  for (const { edge, line } of disputed) {
    trace(ctx, line, widthOf(edge) - state.magnified * (edge.level === "rolled_up" ? 2.2 : 3.2), isDirected(edge) ? 0.86 : 1, isFree);
  }
  ctx.restore();
}

// Between steps a line may touch an actor a little; so it costs little with many lines. In a crowd it is not seen at all.
const besides = (bodies) => (point) => bodies.every(({ x, y, r }) => Math.hypot(point.x - x, point.y - y) > r + 4);

// Nothing painted from here on touches an actor, which is costly with many lines.
function spare(ctx, bodies) {
  ctx.beginPath();
  ctx.rect(-1e6, -1e6, 2e6, 2e6);
  for (const { x, y, r } of bodies) {
    ctx.moveTo(x + r + 4, y);
    ctx.arc(x, y, r + 4, 0, 2 * Math.PI);
  }
  ctx.clip("evenodd");
}

const pointOn = (line, t) => line.point(t);

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

function paintMarks(ctx, scale, taken) {
  const view = viewBox(scale);
  const lines = drawing.lines(view).filter(({ edge }) => !isFaded(edge));
  for (const { text, size, place, edge } of placedMarks(ctx, lines, scale, taken, view)) {
    ctx.font = `700 ${size}px ${FONT}`;
    paintMark(ctx, text, place, relationOf(edge).tone, edge.level);
  }
}

function paintMark(ctx, text, { x, y, box }, tone, level) {
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

// Letters of one size are cut from the font once; at a size of its own for each zoom, every frame would cut them anew.
const CUT_AT = 13;

function paintNames(ctx, bodies, scale, taken) {
  ctx.lineJoin = "round";
  ctx.lineWidth = CUT_AT * 0.32;
  ctx.setLineDash([]);
  for (const { text, box, size, weight } of placedNames(ctx, bodies, scale, taken, viewBox(scale))) {
    ctx.font = `${weight} ${CUT_AT}px ${FONT}`;
    paintName(ctx, text, box, size / CUT_AT);
  }
}

function paintName(ctx, text, box, stretch) {
  ctx.save();
  ctx.translate(box.x + box.width / 2, box.y + box.height / 2);
  ctx.scale(stretch, stretch);
  ctx.strokeStyle = colour("paper");
  ctx.strokeText(text, 0, 0);
  ctx.fillStyle = colour("ink");
  ctx.fillText(text, 0, 0);
  ctx.restore();
}

const markedLines = () => [...state.marked.edges].map((id) => lineIdOf(data.edges.get(id)));

const isPicked = (node) => state.node === node.id || state.marked.nodes.has(node.id);
