// The ways of lines where no renderer computes them: cubic curves from middle to middle, bent as vis-network bends them.

const between2 = (one, other, t) => ({ x: one.x + (other.x - one.x) * t, y: one.y + (other.y - one.y) * t });

// The control point of a curve, by the rule for curvedCW and curvedCCW; nothing for a straight line.
function bendOf(from, to, smooth) {
  if (!smooth) return null;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const turn = smooth.roundness * (smooth.type === "curvedCW" ? 1 : -1);
  const angle = Math.atan2(-dy, dx) + (turn * 0.5 + 0.5) * Math.PI;
  const reach = (smooth.roundness * 0.5 + 0.5) * Math.hypot(dx, dy);
  return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
}

// A relation of somebody with itself leaves and comes back a little turned.
function loopControls({ x, y }, { size, angle }) {
  const far = 4.2 * size * state.magnified;
  return [-0.55, 0.55].map((turn) => ({ x: x + far * Math.cos(angle + turn), y: y - far * Math.sin(angle + turn) }));
}

// The places in a page of many thousand lines: no more is kept of each than it takes to draw it.
class Line {
  edge; from; to; bend;

  constructor(edge, from, to) {
    Object.assign(this, { edge, from, to, bend: from === to ? null : bendOf(from, to, edge.smooth) });
  }

  via() { return this.bend; }

  controls() {
    const { edge, from, to, bend } = this;
    if (from === to) return loopControls(from, edge.selfReference ?? { size: 18, angle: 0.785 });
    return bend ? [between2(from, bend, 2 / 3), between2(to, bend, 2 / 3)] : [between2(from, to, 1 / 3), between2(from, to, 2 / 3)];
  }

  point(t) {
    const [one, other] = this.controls();
    const [a, b, c] = [between2(this.from, one, t), between2(one, other, t), between2(other, this.to, t)];
    return between2(between2(a, b, t), between2(b, c, t), t);
  }

  get isStraight() { return this.from !== this.to && !this.bend; }

  // Whether anything of the line may lie in a box: its controls span all of it.
  touches({ x, y, width, height }) {
    const points = this.isStraight ? [this.from, this.to] : [this.from, ...this.controls(), this.to];
    const [xs, ys] = [points.map((one) => one.x), points.map((one) => one.y)];
    return Math.max(...xs) >= x && Math.min(...xs) <= x + width && Math.max(...ys) >= y && Math.min(...ys) <= y + height;
  }

  distanceTo({ x, y }) {
    const steps = this.isStraight ? 1 : 16;
    const points = Array.from({ length: steps + 1 }, (_, i) => (this.isStraight ? [this.from, this.to][i] : this.point(i / steps)));
    return Math.min(...points.slice(1).map((end, i) => distanceToPart({ x, y }, points[i], end)));
  }
}

function distanceToPart({ x, y }, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const t = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - from.x - dx * t, y - from.y - dy * t);
}
