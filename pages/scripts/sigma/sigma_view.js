// The view on what sigma draws: where it stands, how it moves, and what is painted under and over it.

// A square of sigma's fills the shorter side of the screen, so scale and camera depend on it.
const shorterSide = (engine) => Math.min(...Object.values(engine.getDimensions())) || 1;

const scaleOf = (engine) => shorterSide(engine) / (FRAME * engine.getCamera().ratio);

function sigmaView(made) {
  const { engine } = made;
  const middle = () => {
    const { x, y } = engine.getCamera();
    return { x: x * FRAME, y: -y * FRAME };
  };
  const moveTo = ({ x, y, scale, animated }) => {
    const target = { x: x / FRAME, y: -y / FRAME, ratio: shorterSide(engine) / (FRAME * scale) };
    if (animated) engine.getCamera().animate(target, { duration: 300 });
    else engine.getCamera().setState(target);
  };
  return {
    middle, moveTo, scale: () => scaleOf(engine),
    lookAt: (id, scale, animated) => moveTo({ ...placeOf(made.shown.byNode.get(id)), scale, animated }),
    at: (point) => thingAt(made, layoutPoint(engine, point), scaleOf(engine)),
    onScreen: (place) => engine.graphToViewport(inGraph(place)),
  };
}

const placeOf = ({ x, y }) => ({ x, y });

function layoutPoint(engine, point) {
  const { x, y } = engine.viewportToGraph(point);
  return { x, y: -y };
}

// An actor under the point, else the nearest line within reach of a finger.
function thingAt({ shown }, point, scale) {
  const isOn = ({ x, y, r }) => Math.hypot(point.x - x, point.y - y) <= Math.max(r, 4 / scale);
  const body = shown.bodies.find(isOn);
  if (body) return { node: body.node.id };
  const reach = 9 / Math.min(1, scale);
  const near = shown.lines.filter((line) => line.touches(boxAt(point.x, point.y, 2 * reach, 2 * reach)));
  const ranked = near.map((line) => [line, line.distanceTo(point)]).filter(([, distance]) => distance < reach);
  return { edge: ranked.sort(([, one], [, other]) => one - other)[0]?.[0].edge.id ?? null };
}

// Where the origin of the layout stands on the screen, and how large its unit is.
function transformNow(engine) {
  const { x, y } = engine.graphToViewport({ x: 0, y: 0 });
  return { x, y, scale: scaleOf(engine) };
}

function sized(canvas, { width, height }) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px`, transform: "" });
  return ratio;
}

function paintLayer(canvas, engine, act) {
  const [ratio, { x, y, scale }] = [sized(canvas, engine.getDimensions()), transformNow(engine)];
  const ctx = canvas.getContext("2d");
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
  act(ctx);
}

function paintLayers(made) {
  const { engine, layers, acts } = made;
  paintLayer(layers.under, engine, acts.under);
  paintLayer(layers.over, engine, (ctx) => { acts.over(ctx); paintPicked(ctx, made.shown); });
  made.painted = transformNow(engine);
  acts.painted();
}

// The actor that was chosen has a ring of its own: sigma draws the bodies only.
function paintPicked(ctx, { byNode }) {
  for (const id of [state.node, ...state.marked.nodes]) {
    const body = byNode.get(id);
    if (!body) continue;
    ctx.beginPath();
    ctx.arc(body.x, body.y, body.r + 2 * state.magnified, 0, 2 * Math.PI);
    ctx.lineWidth = 4 * state.magnified;
    ctx.setLineDash([]);
    ctx.strokeStyle = colour("focus");
    ctx.stroke();
  }
}

// What was painted goes along with the movement, until it is painted anew.
function carryLayers({ engine, layers, painted }) {
  const now = transformNow(engine);
  const grown = now.scale / painted.scale;
  const moved = `matrix(${grown}, 0, 0, ${grown}, ${now.x - painted.x * grown}, ${now.y - painted.y * grown})`;
  for (const layer of [layers.under, layers.over]) layer.style.transform = moved;
}

function afterRender(made) {
  const isCrowd = made.shown.bodies.length + made.shown.lines.length > PAINTED_EACH_FRAME;
  clearTimeout(made.waiting);
  if (!isCrowd || !made.painted) paintLayers(made);
  else {
    carryLayers(made);
    made.waiting = setTimeout(() => paintLayers(made), 90);
  }
}

function startSigma(made, acts) {
  const { engine, layers } = made;
  made.acts = acts;
  engine.on("afterRender", () => afterRender(made));
  startClicks(made);
  startHover(made);
  layers.stage.addEventListener("keydown", (event) => moveByKey(event));
  layers.stage.addEventListener("webglcontextlost", () => sayLost(), true);
  new ResizeObserver(() => { engine.resize(); engine.scheduleRender(); }).observe(layers.stage);
  engine.scheduleRender();
}

// sigma takes two quick clicks for one double click, wherever they are; and keeps the second to itself.
function startClicks({ engine, layers, acts }) {
  let down = null;
  layers.stage.addEventListener("pointerdown", ({ clientX, clientY }) => { down = { clientX, clientY }; });
  layers.stage.addEventListener("click", ({ clientX, clientY }) => {
    const box = layers.stage.getBoundingClientRect();
    const isDrag = down && Math.hypot(clientX - down.clientX, clientY - down.clientY) > 4;
    if (!isDrag) acts.click({ x: clientX - box.left, y: clientY - box.top });
  }, true);
  engine.getTouchCaptor().on("tap", ({ touches, previousTouches }) => acts.click([...touches, ...previousTouches][0]));
}

// One look a frame, however often the pointer moves.
function startHover({ engine, layers, acts }) {
  let asked = 0;
  engine.getMouseCaptor().on("mousemovebody", ({ x, y, original }) => {
    cancelAnimationFrame(asked);
    if (original.buttons || !layers.stage.contains(original.target)) return;
    asked = requestAnimationFrame(() => {
      const before = state.hovered;
      acts.hover(drawing.at({ x, y }));
      if (before !== state.hovered) engine.scheduleRender();
    });
  });
  layers.stage.addEventListener("mouseleave", () => acts.hover({}));
}

// As vis-network has its keys: arrows move the view, plus and minus zoom.
function moveByKey(event) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  const factor = { "+": 1.2, "=": 1.2, "-": 1 / 1.2 }[event.key];
  if (!dx && !dy && !factor) return;
  event.preventDefault();
  if (factor) zoom(factor);
  else {
    const [{ x, y }, scale] = [drawing.middle(), drawing.scale()];
    drawing.moveTo({ x: x + (dx * 60) / scale, y: y + (dy * 60) / scale, scale, animated: false });
  }
}
