// Where the actors stand in the present view: the layout as it was computed, or a part of it drawn together.

const ROOM = 150;
const ALMOST_TOUCHING = 95;

// vis-network's own fit leaves no room for the names, which are painted beside the actors.
function wholeView(places) {
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  const { left, top, width, height } = frameOf(places);
  const [across, down] = [clientWidth - Math.min(190, clientWidth / 3), clientHeight - 120];
  const scale = Math.max(0.001, Math.min(across / (width + 1), down / (height + 1), 1.3));
  // A little lower than the middle: the buttons stand at the top.
  return { x: left + width / 2, y: top + height / 2 - 10 / scale, scale };
}

function frameOf(places) {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

// The layout is wider than high; on a screen that is higher than wide it lies on its side.
function layoutPlace({ x, y }) {
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  return clientWidth < clientHeight ? { x: y, y: x } : { x, y };
}

function arrange() {
  state.places = new Map([...data.nodes.values()].map((node) => [node.id, layoutPlace(node)]));
  const shown = [...state.places].filter(([id]) => !state.focus || state.focus.has(id));
  if (!shown.length) return;
  const places = shown.map(([, place]) => place);
  if (state.focus) drawTogether(places);
  state.magnified = magnifiedAt(wholeView(places).scale);
  const apart = Math.max(ALMOST_TOUCHING, 52 * state.magnified);
  for (let turn = 0; turn < 40 && places.length <= WHOLE_UP_TO; turn += 1) if (!pushApart(places, apart)) break;
}

const magnifiedAt = (scale) => Math.min(3, Math.max(1, 0.42 / scale));

// Part of a large layout is mostly empty: shrink it to the room that its actors need.
function drawTogether(places) {
  const { width, height } = frameOf(places);
  const shrink = Math.min(1, (ROOM * Math.sqrt(places.length)) / Math.max(1, Math.sqrt(width * height)));
  for (const place of places) Object.assign(place, { x: place.x * shrink, y: place.y * shrink });
}

function pushApart(places, apart) {
  let moved = false;
  places.forEach((one, i) => {
    for (let j = 0; j < i; j += 1) moved = separate(one, places[j], apart, i + j) || moved;
  });
  return moved;
}

// Two at one spot part in a direction that depends on their order alone, so that the view repeats.
function separate(one, other, apart, order) {
  const [dx, dy] = [one.x - other.x, one.y - other.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= apart) return false;
  const [ux, uy] = distance > 0.1 ? [dx / distance, dy / distance] : [Math.cos(order), Math.sin(order)];
  const push = (apart - distance) / 2 + 0.5;
  Object.assign(one, { x: one.x + ux * push, y: one.y + uy * push });
  Object.assign(other, { x: other.x - ux * push, y: other.y - uy * push });
  return true;
}
