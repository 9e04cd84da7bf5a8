import assert from "node:assert/strict";
import test from "node:test";
import { dice, edge, page } from "./load.mjs";

const ids = ["a", "b,c", "d=e&f", "%41", ":g", "@", "日本", "__proto__"];
const nodes = ids.map((id) => ({ id, label: id, kind: "state", x: 0, y: 0, mediator: false }));
const ask = page({ nodes, edges: [edge("1", "a", "b,c", { date_start: "2012-01-01" })], events: { x: { date_start: "2012-02-03", date_end: "2013-01-01" } } });

test("a pair of any two ids comes back from the text of its link", () => {
  for (const a of ids) {
    for (const b of ids.filter((id) => id !== a)) {
      assert.deepEqual(ask('pairOf("path", pairText({ a, b }))', { a, b }), { kind: "path", a, b });
    }
  }
  for (const text of [undefined, "", "a", "a,a", "a,nobody", "%E0%A4%A,a"]) assert.equal(ask('pairOf("path", text)', { text }), null);
});

test("a focus comes back from the text of its link", () => {
  for (const id of ids) {
    for (const kind of ["alone", "around"]) assert.deepEqual(ask("seedOf(seedText({ kind, id }))", { kind, id }), { kind, id });
  }
  assert.deepEqual(ask('seedOf("@")'), { kind: "hubs" });
  assert.equal(ask('seedOf("nobody")'), null);
});

test("parts are split at the first sign alone, and nonsense is no part", () => {
  assert.deepEqual(ask('[...partsOf("#a=b=c&d&&e=")]'), [["a", "b=c"], ["d", ""], ["e", ""]]);
  assert.equal(ask('decoded("%E0%A4%A")'), "");
});

test("the hash holds only what differs from how the page opens, and tells all of it", () => {
  assert.equal(ask("linkHash()"), "");
  ask('Object.assign(state, { edge: "1", view: "table", bundled: false, seeds: [{ kind: "alone", id: "d=e&f" }] }) && 1');
  ask('(state.period = { from: 1, to: 3, surely: true, undated: false }, state.off.relation.add("SANCTIONS"), 1)');
  const parts = Object.fromEntries(ask('[...partsOf("#" + linkHash())]'));
  assert.deepEqual(parts, {
    edge: "1", focus: ":d%3De%26f", off: "relation:SANCTIONS", time: "2012-02..2012-03", surely: "yes", lines: "single", view: "table", undated: "no",
  });
});

test("any text can be looked up without harm", () => {
  const roll = dice(11);
  for (let turn = 0; turn < 300; turn += 1) {
    const text = `#${Array.from({ length: roll(12) }, () => "edge=%,&:@.a7\u202eÄ"[roll(15)]).join("")}`;
    assert.ok(ask("partsOf(text) instanceof Map", { text }));
    assert.equal(ask('Object.entries(CHOICES).some(([name, has]) => has(decoded(partsOf(text).get(name) ?? "")) && name !== "node")', { text }), false);
  }
});
