import assert from "node:assert/strict";
import test from "node:test";
import { dice, edge, page } from "./load.mjs";

const between = (ask, a, b) => ask("(({ paths, count }) => ({ paths, count }))(pathsBetween({ a, b }))", { a, b });

test("the shortest ways are found whichever way relations point, by name", () => {
  const ask = page({ actors: "a b c d e", edges: [edge("1", "a", "c"), edge("2", "b", "a"), edge("3", "b", "d"), edge("4", "d", "c")] });
  assert.deepEqual(between(ask, "a", "d"), { paths: [["a", "b", "d"], ["a", "c", "d"]], count: 2 });
  assert.deepEqual(between(ask, "a", "e"), { paths: [], count: 0 });
  assert.deepEqual(ask('[...marksOf({ kind: "path", a: "a", b: "d" }).edges].sort()'), ["1", "2", "3", "4"]);
});

test("what the filters leave out joins nobody", () => {
  const ask = page({ actors: "a b c", edges: [edge("1", "a", "b", { type: "SANCTIONS" }), edge("2", "a", "c"), edge("3", "c", "b")] });
  assert.deepEqual(between(ask, "a", "b").paths, [["a", "b"]]);
  ask('state.off.relation.add("SANCTIONS") && 1');
  assert.deepEqual(between(ask, "a", "b").paths, [["a", "c", "b"]]);
});

test("parallel relations and loops are no ways of their own, and at most five are listed", () => {
  const middle = "b c d e f g".split(" ");
  const edges = middle.flatMap((id) => [edge(`1${id}`, "a", id), edge(`2${id}`, id, "a"), edge(`3${id}`, id, "z"), edge(`4${id}`, id, id)]);
  const found = between(page({ actors: `a ${middle.join(" ")} z`, edges }), "a", "z");
  assert.equal(found.count, 6);
  assert.deepEqual(found.paths.map((path) => path[1]), middle.slice(0, 5));
});

// All simple paths, the short way to know what the long way should find.
function shortest(joined, path, end) {
  if (path.at(-1) === end) return [path];
  return [...joined.get(path.at(-1))].filter((id) => !path.includes(id)).flatMap((id) => shortest(joined, [...path, id], end));
}

test("in any small network they are those of a search through all paths", () => {
  const roll = dice(3);
  for (let turn = 0; turn < 40; turn += 1) {
    const actors = "a b c d e f g".split(" ");
    const edges = Array.from({ length: roll(14) }, (_, i) => edge(`x${i}`, actors[roll(7)], actors[roll(7)]));
    const joined = new Map(actors.map((id) => [id, new Set(edges.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])))]));
    const all = shortest(joined, ["a"], "g");
    const least = Math.min(...all.map((path) => path.length));
    const wanted = all.filter((path) => path.length === least).sort();
    const found = between(page({ actors: actors.join(" "), edges }), "a", "g");
    assert.equal(found.count, wanted.length);
    assert.deepEqual(found.paths, wanted.slice(0, 5));
  }
});
