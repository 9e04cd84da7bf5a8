// Where letters and names find room on the drawing: beside the actors and the lines, and never over each other.

const MOST_NAMES = 140;
// In a crowd the best connected keep their names even over other actors, only not over other names.
const ALWAYS_NAMED = 10;
const CROWD = 60;
const MOST_MARKS = 160;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

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
    add: (box) => {
      for (const key of keys(box)) {
        if (cells.has(key)) cells.get(key).push(box);
        else cells.set(key, [box]);
      }
    },
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

const markOf = (edge) => relationOf(edge).letter + (edge.members ? `×${countOf(edge)}` : "") + (byKey(MARKS, edge.verdict) ?? "");

const MARKS = { disputed: "≠", unconfirmed: "?" };

// In a crowd the letters would hide the lines; they come back as the view comes closer.
function placedMarks(ctx, shown, scale, taken, view) {
  const size = Math.max(10.5, Math.min(13, 11 * scale)) / scale;
  const lines = shown.filter(({ line }) => isLong(line, 3 * size) && isIn(view, pointOn(line, 0.5)));
  if (lines.length > MOST_MARKS) return [];
  const ranked = lines.sort((a, b) => countOf(b.edge) - countOf(a.edge) || Number(isDisputed(b.edge)) - Number(isDisputed(a.edge)));
  return ranked.flatMap(({ edge, line }) => {
    const text = markOf(edge);
    const place = freePlace(line, widthOfText(ctx, text, size, 700) + 0.7 * size, 1.45 * size, taken);
    if (place) taken.add(place.box);
    return place ? [{ text, size, place, edge }] : [];
  });
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

// Hubs come first, so when names would run into each other the better connected actor keeps its own.
function placedNames(ctx, bodies, scale, taken, view) {
  const named = takenRoom(80 / scale);
  const placed = [];
  for (const body of [...bodies].sort((a, b) => Number(isPicked(b.node)) - Number(isPicked(a.node)))) {
    if (placed.length >= MOST_NAMES) break;
    if (!overlap(view, boxAt(body.x, body.y, 2 * body.r, 2 * body.r))) continue;
    const name = placedName(ctx, body, 13 / scale, view);
    const isKept = isPicked(body.node) || (bodies.length > CROWD && placed.length < ALWAYS_NAMED);
    const box = name.boxes.find((one) => taken.isFree(one)) ?? (isKept ? name.boxes.find((one) => named.isFree(one)) : null);
    if (!box) continue;
    taken.add(box);
    named.add(box);
    placed.push({ ...name, box });
  }
  return placed;
}

function placedName(ctx, body, size, view) {
  const text = shortened(body.node.name);
  const weight = isPicked(body.node) ? 700 : 600;
  return { text, size, weight, boxes: boxesBy(body, widthOfText(ctx, text, size, weight) + 0.3 * size, 1.3 * size, view) };
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
  const { x, y } = drawing.middle();
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  return boxAt(x, y, clientWidth / scale, clientHeight / scale);
}

// A name at the rim moves inwards as long as it still touches its actor.
function within(view, box, x) {
  const left = Math.min(Math.max(box.x, view.x), view.x + view.width - box.width);
  return { ...box, x: Math.abs(left + box.width / 2 - x) < box.width / 2 ? left : box.x };
}

function shortened(name) {
  const letters = Array.from(String(name));
  return letters.length > 30 ? `${letters.slice(0, 29).join("").trimEnd()}…` : letters.join("");
}

const isIn = (box, { x, y }) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

const boxAt = (x, y, width, height) => ({ x: x - width / 2, y: y - height / 2, width, height });

const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
