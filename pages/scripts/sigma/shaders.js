// What sigma's own programs cannot draw: dashes, double lines and arrows on curves, and a shape for each kind of actor.

// Units of the layout in one of sigma's; its whole view is one of its units wide.
const FRAME = 1000;

// The four points of a cubic curve are brought to the screen first: widths, dashes and arrows are measured there.
const LINE_VERTEX = `
attribute vec2 a_from, a_one, a_other, a_to;
attribute float a_width, a_core, a_reach, a_head, a_opacity;
attribute vec4 a_dash, a_color;
attribute vec3 a_step;
uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_scale, u_dash, u_faint;
varying vec4 v_color, v_pattern;
varying float v_side, v_along, v_width, v_core;
vec2 onScreen(vec2 point) { return (u_matrix * vec3(point, 1.0)).xy * u_half; }
void main() {
  vec2 p = onScreen(a_from), q = onScreen(a_one), r = onScreen(a_other), s = onScreen(a_to);
  bool arrow = a_reach >= 0.0;
  float speed = max(3.0 * distance(r, s), 0.001);
  float tip = arrow ? clamp(1.0 - (a_reach * u_scale + 1.5) / speed, 0.0, 1.0) : 1.0;
  float head = arrow ? max(a_head * u_scale, 3.5) : 0.0;
  float end = clamp(tip - head / speed, 0.0, 1.0);
  float t = a_step.z > 0.5 ? mix(end, tip, a_step.x) : a_step.x * end;
  float u = 1.0 - t;
  vec2 place = u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s;
  vec2 along = u * u * (q - p) + 2.0 * u * t * (r - q) + t * t * (s - r);
  vec2 way = length(along) > 0.0 ? normalize(along) : vec2(1.0, 0.0);
  v_core = a_core > 0.0 ? max(a_core * u_scale, 0.7) / 2.0 : 0.0;
  v_width = max(max(a_width * u_scale, 0.8) / 2.0, a_core > 0.0 ? 1.3 : 0.0);
  float out_ = a_step.z > 0.5 ? (1.0 - a_step.x) * head * 0.42 : v_width + 0.7;
  v_side = a_step.z > 0.5 ? 0.0 : a_step.y * out_;
  v_along = t * (distance(p, s) + distance(p, q) + distance(q, r) + distance(r, s)) / 2.0;
  v_pattern = a_step.z > 0.5 || a_core > 0.0 ? vec4(0.0) : a_dash * u_dash;
  if (a_step.z > 0.5) v_core = 0.0;
  v_color = vec4(a_color.rgb, a_opacity * u_faint);
  gl_Position = vec4((place + vec2(-way.y, way.x) * a_step.y * out_) / u_half, 0.0, 1.0);
}`;

const LINE_FRAGMENT = `
precision highp float;
varying vec4 v_color, v_pattern;
varying float v_side, v_along, v_width, v_core;
void main() {
  float sum = dot(v_pattern, vec4(1.0));
  if (sum > 0.0) {
    float at = mod(v_along, sum);
    bool second = at > v_pattern.x + v_pattern.y && at < sum - v_pattern.w;
    if (at > v_pattern.x && !second) discard;
  }
  float side = abs(v_side);
  float alpha = clamp(v_width + 0.5 - side, 0.0, 1.0) * (v_core > 0.0 ? clamp(side - v_core + 0.5, 0.0, 1.0) : 1.0);
  gl_FragColor = vec4(v_color.rgb, 1.0) * alpha * v_color.a;
}`;

// Pieces of a line as triangles, and three corners for the head of its arrow.
function stepsOfLine(pieces) {
  const piece = (i) => {
    const [a, b] = [i / pieces, (i + 1) / pieces];
    return [[a, -1, 0], [a, 1, 0], [b, -1, 0], [b, -1, 0], [a, 1, 0], [b, 1, 0]];
  };
  return [...Array.from({ length: pieces }, (_, i) => piece(i)).flat(), [0, -1, 1], [0, 1, 1], [1, 0, 1]];
}

// For each field of `parts` as many numbers as the attribute has.
function writeInto(array, start, parts) {
  let at = start;
  for (const part of parts) array[at++] = part;
}

const floats = (...sizes) => sizes.map(([name, size]) => ({ name, size, type: WebGLRenderingContext.FLOAT }));

const colourAttribute = { name: "a_color", size: 4, type: WebGLRenderingContext.UNSIGNED_BYTE, normalized: true };

const inFrame = ({ x, y }) => [x / FRAME, -y / FRAME];

const screenScale = ({ matrix, width }) => (Math.abs(matrix[0]) * width) / 2 / FRAME;

const lineProgram = (pieces) => class extends Sigma.rendering.EdgeProgram {
  getDefinition() {
    const steps = stepsOfLine(pieces);
    return {
      VERTICES: steps.length, VERTEX_SHADER_SOURCE: LINE_VERTEX, FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES, UNIFORMS: ["u_matrix", "u_half", "u_scale", "u_dash", "u_faint"],
      ATTRIBUTES: [...floats(["a_from", 2], ["a_one", 2], ["a_other", 2], ["a_to", 2], ["a_dash", 4], ["a_width", 1], ["a_core", 1],
        ["a_reach", 1], ["a_head", 1], ["a_opacity", 1]), colourAttribute],
      CONSTANT_ATTRIBUTES: floats(["a_step", 3]), CONSTANT_DATA: steps,
    };
  }

  processVisibleItem(_, start, _source, _target, { line }) {
    const { edge, from, to } = line;
    const [one, other] = line.controls();
    const reach = isDirected(edge) && from !== to ? to.base : -1;
    const [dash, core] = [dashOf(edge), isDisputed(edge) ? baseWidth(edge) - (edge.level === "rolled_up" ? 2.2 : 3.2) : 0];
    writeInto(this.array, start, [...inFrame(from), ...inFrame(one), ...inFrame(other), ...inFrame(to),
      ...[0, 1, 2, 3].map((i) => dash[i] ?? 0), baseWidth(edge), core, reach, edge.level === "rolled_up" ? 8 : 11,
      isFaded(edge) ? 0.14 : 1, shaderColour(relationOf(edge).tone)]);
  }

  setUniforms(params, { gl, uniformLocations: at }) {
    const scale = screenScale(params) * state.magnified;
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform2f(at.u_half, params.width / 2, params.height / 2);
    gl.uniform1f(at.u_scale, scale);
    // Dashes that would be shorter than a reader can see stay as long as that.
    gl.uniform1f(at.u_dash, Math.max(scale, 0.55));
    gl.uniform1f(at.u_faint, this.renderer.getGraph().size > FAINT_ABOVE ? 0.45 : 1);
  }
};

// So many lines would hide each other.
const FAINT_ABOVE = 5000;

const SHAPES = ["dot", "square", "diamond", "hexagon", "triangle", "triangleDown"];

const BODY_VERTEX = `
attribute vec4 a_id, a_color;
attribute vec2 a_position, a_corner;
attribute float a_size, a_shape;
uniform mat3 u_matrix;
uniform vec2 u_half;
uniform float u_scale;
varying vec4 v_color;
varying vec2 v_place;
varying float v_radius, v_shape;
void main() {
  v_radius = max(a_size * u_scale, 1.6);
  v_place = a_corner * 1.3;
  v_shape = a_shape;
  vec2 middle = (u_matrix * vec3(a_position, 1.0)).xy;
  gl_Position = vec4(middle + v_place * (v_radius + 1.0) / u_half, 0.0, 1.0);
#ifdef PICKING_MODE
  v_color = a_id;
#else
  v_color = a_color;
#endif
}`;

// How far outside its shape a place is, in parts of the radius.
const BODY_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_place;
varying float v_radius, v_shape;
uniform vec3 u_border;
float outside(vec2 p) {
  vec2 q = abs(p);
  if (v_shape < 0.5) return length(p) - 1.0;
  if (v_shape < 1.5) return max(q.x, q.y) - 0.92;
  if (v_shape < 2.5) return (q.x + q.y - 1.15) * 0.707;
  if (v_shape < 3.5) return max(q.y, q.x * 0.866 + q.y * 0.5) - 0.92;
  if (v_shape > 4.5) p.y = -p.y;
  return max(-p.y, q.x * 0.866 + p.y * 0.5) - 0.62;
}
void main() {
  float distance_ = outside(v_place) * v_radius;
#ifdef PICKING_MODE
  if (distance_ > 0.0) discard;
  gl_FragColor = v_color;
#else
  float alpha = clamp(0.5 - distance_, 0.0, 1.0);
  float rim = v_radius > 4.0 ? clamp(distance_ + 2.0, 0.0, 1.0) : 0.0;
  gl_FragColor = vec4(mix(v_color.rgb, u_border, rim), 1.0) * alpha;
#endif
}`;

const bodyProgram = () => class extends Sigma.rendering.NodeProgram {
  getDefinition() {
    return {
      VERTICES: 6, VERTEX_SHADER_SOURCE: BODY_VERTEX, FRAGMENT_SHADER_SOURCE: BODY_FRAGMENT,
      METHOD: WebGLRenderingContext.TRIANGLES, UNIFORMS: ["u_matrix", "u_half", "u_scale", "u_border"],
      ATTRIBUTES: [...floats(["a_position", 2], ["a_size", 1], ["a_shape", 1]), colourAttribute, { ...colourAttribute, name: "a_id" }],
      CONSTANT_ATTRIBUTES: floats(["a_corner", 2]), CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]],
    };
  }

  processVisibleItem(id, start, { body }) {
    const { node, base } = body;
    const tone = Object.hasOwn(KINDS, node.kind) ? `kind-${node.kind}` : "plain";
    const shape = Math.max(0, SHAPES.indexOf(kindOf(node).shape));
    writeInto(this.array, start, [...inFrame(body), base, shape, shaderColour(tone), id]);
  }

  setUniforms(params, { gl, uniformLocations: at }) {
    gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
    gl.uniform2f(at.u_half, params.width / 2, params.height / 2);
    gl.uniform1f(at.u_scale, screenScale(params) * state.magnified);
    if (at.u_border) gl.uniform3fv(at.u_border, Sigma.utils.colorToArray(colour("node-edge")).slice(0, 3).map((part) => part / 255));
  }
};

const shaderColour = (tone) => Sigma.utils.floatColor(colour(tone));
