// The page's scripts without a page: they share one scope, as in the page, and find data and state in it.

import fs from "node:fs";
import vm from "node:vm";
import { PAGES, scriptsOf } from "../../tools/manifest.mjs";

const text = (name) => fs.readFileSync(new URL(name, PAGES), "utf8");
// All that the page is drawn with but the last two, which start it.
const NAMES = scriptsOf("vis").slice(0, -2);

const node = (name) => ({ id: name, label: name, kind: "state", x: 0, y: 0, mediator: false });

export const edge = (id, from, to, more = {}) => ({
  id, from, to, type: "NEGOTIATES_WITH", event_id: `event-${id}`, level: "stated", status: "held", verdict: "asserted", arrows: "", ...more,
});

// What answers expressions about these actors, relations and events, in a canvas of that size.
export function page({ actors = "", nodes = actors.split(" ").filter(Boolean).map(node), edges = [], events = {}, size = [1000, 600] } = {}) {
  const told = JSON.stringify({ nodes, edges, events: { ...Object.fromEntries(edges.map((one) => [one.event_id, {}])), ...events }, options: {} });
  const [clientWidth, clientHeight] = size;
  const elements = { data: { textContent: told }, canvas: { clientWidth, clientHeight } };
  const context = vm.createContext({ URL, document: { getElementById: (id) => elements[id] } });
  for (const name of NAMES) vm.runInContext(text(name), context, { filename: name });
  vm.runInContext(`
    globalThis.state = {
      off: { relation: new Set(), line: new Set(), kind: new Set(), level: new Set() }, focus: null, seeds: [], places: new Map(),
      marked: { nodes: new Set(), edges: new Set() }, magnified: 1, bundled: true, bundles: new Map(), inBundle: new Set(), loose: new Set(),
    };
    globalThis.data = readData();
    state.period = wholeTime();`, context);
  // Values are copied into this realm, so that they compare with those that are made here.
  return (expression, values = {}) => {
    Object.assign(context, values);
    return structuredClone(vm.runInContext(`(${expression})`, context));
  };
}

// The same numbers in every run.
export function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}
