import assert from "node:assert/strict";
import test from "node:test";
import { edge, page } from "./load.mjs";

const many = (count, more = () => ({})) => Array.from({ length: count }, (_, i) => edge(`${i}`, "a", "b", more(i)));
const gathered = (edges, before = "1") => {
  const ask = page({ actors: "a b", edges });
  ask(`(${before}, gatherBundles())`);
  return { ask, bundles: ask("[...state.bundles.values()].map(({ verdict, level, members }) => ({ verdict, level, count: members.length }))") };
};

test("more than three of one kind between the same two are one line with their number", () => {
  assert.deepEqual(gathered(many(3)).bundles, []);
  const { ask, bundles } = gathered(many(4));
  assert.deepEqual(bundles, [{ verdict: "asserted", level: "stated", count: 4 }]);
  assert.equal(ask('markOf(lineBy("a,b,NEGOTIATES_WITH"))'), "N×4");
  assert.equal(ask('lineIdOf(data.edges.get("2"))'), "a,b,NEGOTIATES_WITH");
  assert.deepEqual(ask('["0", "a,b,NEGOTIATES_WITH"].map(isDrawn)'), [false, true]);
});

test("what is filtered away, loosened or not wanted is in no bundle", () => {
  const mixed = many(5, (i) => ({ status: i < 2 ? "offered" : "held" }));
  assert.deepEqual(gathered(mixed, 'state.off.line.add("dashed")').bundles, []);
  assert.deepEqual(gathered(many(5), 'state.loose.add("a,b,NEGOTIATES_WITH")').bundles, []);
  assert.deepEqual(gathered(many(5), "(state.bundled = false)").bundles, []);
});

test("a bundle is as doubtful as its most doubtful member, and of several statuses has a line of its own", () => {
  const verdict = (i) => ({ verdict: ["asserted", "unconfirmed", "disputed", "asserted"][i] });
  const { ask, bundles } = gathered(many(4, verdict));
  assert.equal(bundles[0].verdict, "disputed");
  assert.equal(gathered(many(4, (i) => ({ verdict: i ? "asserted" : "unconfirmed" }))).bundles[0].verdict, "unconfirmed");
  assert.equal(ask('isMixed(lineBy("a,b,NEGOTIATES_WITH"))'), false);
  const several = gathered(many(4, (i) => ({ status: i ? "held" : "offered" }))).ask;
  assert.deepEqual(several('dashOf(lineBy("a,b,NEGOTIATES_WITH"))'), [18, 9, 6, 9]);
});

test("ids that look like separators make no two bundles one", () => {
  const names = ["a,b", "a", "b,c", "c"];
  const nodes = names.map((name) => ({ id: name, label: name, kind: "state", x: 0, y: 0, mediator: false }));
  const ask = page({ nodes, edges: [edge("1", "a,b", "c"), edge("2", "a", "b,c")] });
  assert.equal(ask("new Set([...data.edges.values()].map(bundleKey)).size"), 2);
});
