import assert from "node:assert/strict";
import test from "node:test";
import { dice, edge, page } from "./load.mjs";

const roll = dice(5);
const nodes = Array.from({ length: 60 }, (_, i) => ({ id: `n${i}`, label: `Actor ${i}`, kind: "state", x: roll(3000), y: roll(900), mediator: false }));

test("the whole view holds every place with room for the names", () => {
  for (const size of [[1000, 600], [390, 490], [3440, 1800]]) {
    const view = page({ nodes, size })("wholeView([...data.nodes.values()])");
    for (const { x, y } of nodes) {
      assert.ok(Math.abs(x - view.x) * view.scale < size[0] / 2);
      assert.ok(Math.abs(y - view.y) * view.scale < size[1] / 2);
    }
  }
});

test("on a screen that is higher than wide the layout lies on its side", () => {
  assert.deepEqual(page({ nodes, size: [390, 800] })("layoutPlace({ x: 1, y: 2 })"), { x: 2, y: 1 });
  assert.deepEqual(page({ nodes })("layoutPlace({ x: 1, y: 2 })"), { x: 1, y: 2 });
});

test("no two actors stand on each other, even those that began at one spot, and every run gives the same", () => {
  const crowded = nodes.slice(0, 20).map((node, i) => ({ ...node, x: i % 3, y: 0 }));
  const arranged = () => page({ nodes: crowded })("(arrange(), [...state.places.values()])");
  const places = arranged();
  for (const [i, one] of places.entries()) {
    for (const other of places.slice(0, i)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 60);
  }
  assert.deepEqual(arranged(), places);
});

test("boxes that touch a taken one are not free", () => {
  const ask = page();
  ask("(globalThis.room = takenRoom(50), room.add(boxAt(0, 0, 40, 20)), 1)");
  assert.deepEqual(ask("[boxAt(0, 0, 1, 1), boxAt(39, 0, 40, 20), boxAt(41, 0, 40, 20), boxAt(0, 21, 500, 20)].map(room.isFree)"), [false, false, true, true]);
});

test("a focus grows from what a reader chose", () => {
  const edges = [edge("1", "n0", "n1"), edge("2", "n1", "n2")];
  const ask = page({ nodes, edges });
  assert.deepEqual(ask('[...focusOf([{ kind: "around", id: "n0" }])].sort()'), ["n0", "n1"]);
  assert.deepEqual(ask('[...focusOf([{ kind: "alone", id: "n2" }, { kind: "around", id: "n0" }])].sort()'), ["n0", "n1", "n2"]);
  assert.equal(ask("focusOf([])"), null);
  assert.equal(ask('focusOf([{ kind: "hubs" }]).size'), 40);
  assert.deepEqual(ask("startSeeds()"), []);
});
