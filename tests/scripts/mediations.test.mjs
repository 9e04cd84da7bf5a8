import assert from "node:assert/strict";
import test from "node:test";
import { edge, page } from "./load.mjs";

const state = (id) => ({ id, name: id, kind: "state" });
const taking = (roles) => Object.entries(roles).flatMap(([role, actors]) => [actors].flat().map((actor) => ({ role, actor: typeof actor === "string" ? state(actor) : actor })));
const told = (roles, more = {}) => ({ type: "mediation", status: "held", verdict: "asserted", participants: taking(roles), ...more });
const envoy = { id: "envoy", name: "Envoy", kind: "official", of: "b; c" };
const events = {
  held: told({ mediator: "m", party: ["a", "b"] }, { date_start: "2012-01-01", date_end: "2012-01-01" }),
  offered: told({ mediator: "m", party: ["a", "b"] }, { status: "offered" }),
  rejected: told({ mediator: "m", party: ["a", "b"] }, { status: "rejected" }),
  denied: told({ mediator: "m", party: ["a", "b"] }, { verdict: "denied" }),
  hosted: told({ host: "m", party: ["a", "b"] }),
  doubted: told({ mediator: "m", party: ["a", "b"] }, { verdict: "unconfirmed" }),
  acting: told({ mediator: "m", party: ["a", envoy] }),
  alone: told({ mediator: "m", party: ["a", "c"] }),
  talks: told({ mediator: "m", party: ["a", "b"] }, { type: "negotiation" }),
};
const ask = page({ actors: "a b c m", edges: [edge("1", "m", "a", { event_id: "held", type: "MEDIATES", date_start: "2012-01-01", date_end: "2012-01-01" })], events });
const found = (a, b) => ask("mediationsBetween({ a, b }).found.map(([id]) => id).sort()", { a, b });

test("a mediation is between two when each side is filled by another party", () => {
  assert.deepEqual(found("a", "b"), ["acting", "denied", "doubted", "held", "hosted", "offered", "rejected"]);
  assert.deepEqual(found("a", "c"), ["acting", "alone"]);
  assert.deepEqual(found("b", "c"), []);
  assert.deepEqual(found("a", "m"), []);
});

test("what took place stands apart from what was proposed, refused, doubted, denied or only hosted", () => {
  const sorts = Object.fromEntries(Object.keys(events).map((id) => [id, ask("sortOf(data.events.get(id))", { id })]));
  assert.deepEqual(sorts, {
    held: "held", offered: "proposed", rejected: "rejected", denied: "denied", hosted: "open", doubted: "unconfirmed", acting: "held", alone: "held", talks: "held",
  });
});

test("what lies outside the period is counted and left out", () => {
  ask("Object.assign(state.period, { undated: false }) && 1");
  assert.deepEqual(ask('(({ found, left }) => [found.length, left])(mediationsBetween({ a: "a", b: "b" }))'), [1, 6]);
  assert.deepEqual(ask('[...marksOfMediations({ a: "a", b: "b" }).nodes].sort()'), ["a", "b", "m"]);
});
