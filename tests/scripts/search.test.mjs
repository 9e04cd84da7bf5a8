import assert from "node:assert/strict";
import test from "node:test";
import { page } from "./load.mjs";

const actor = (id, label, more = {}) => ({ id, label, kind: "state", x: 0, y: 0, mediator: false, ...more });
const ask = page({
  nodes: [actor("1", "Iran", { iso3: "IRN" }), actor("2", "Iraq", { iso3: "IRQ" }), actor("3", "Northern Ireland"), actor("4", "São Tomé"),
    actor("5", "Javad Zarif", { kind: "official", of: "Iran" }), actor("6", "Mali")],
});
const found = (words) => ask("found(words).map((node) => node.name)", { words });

test("a name's beginning comes before a word's, then a word's inside, then whom it acts for", () => {
  assert.deepEqual(found("ira"), ["Iran", "Iraq", "Javad Zarif"]);
  assert.deepEqual(found("ire"), ["Northern Ireland"]);
  assert.deepEqual(found("IRQ"), ["Iraq"]);
  assert.deepEqual(found("sao tome"), ["São Tomé"]);
  assert.deepEqual(found("ali"), ["Mali"]);
  assert.deepEqual(found("   "), []);
  assert.deepEqual(found("nobody"), []);
});

test("at most eight are listed", () => {
  const names = Array.from({ length: 20 }, (_, i) => `Actor ${i}`);
  assert.equal(page({ nodes: names.map((name) => actor(name, name)) })('found("actor").length'), 8);
});
