import assert from "node:assert/strict";
import test from "node:test";
import { dice, page } from "./load.mjs";

const day = (date) => ({ date, date_start: date, date_end: date });
const range = (start, end) => ({ date_start: start, date_end: end });
const events = { a: day("2012-07-05"), b: range("2018-10-01", "2020-02-29"), c: {}, d: range(undefined, "2013-01-01") };
const ask = page({ events });

test("the axis takes whole years, and there is none without dates", () => {
  assert.deepEqual(ask("data.axis"), { first: 2012, last: 2020, months: 108 });
  assert.equal(page({ events: { c: {}, odd: { date_start: "soon" } } })("data.axis"), null);
  assert.equal(page()("isWholeTime(wholeTime())"), true);
});

test("a month and its number are each other's reverse", () => {
  for (let index = 0; index < 108; index += 1) assert.equal(ask("monthIndex(monthOf(index).code)", { index }), index);
  assert.equal(ask('monthIndex("1066-10")'), 0);
  assert.equal(ask('monthIndex("3000-01")'), 107);
  assert.equal(ask("periodWords({ from: 6, to: 7 })"), "Jul 2012 to Jul 2012");
});

const passing = (from, to, more = {}) => {
  ask("Object.assign(state.period, { surely: false, undated: true, ...change })", { change: { from, to, ...more } });
  return ask("[...data.events].filter(([, event]) => inPeriod(event)).map(([id]) => id)");
};

test("an uncertain date passes where it may lie, and surely only where all of it does", () => {
  assert.deepEqual(passing(0, 108), ["a", "b", "c", "d"]);
  assert.deepEqual(passing(6, 7), ["a", "c", "d"]);
  assert.deepEqual(passing(6, 7, { surely: true }), ["a", "c"]);
  assert.deepEqual(passing(84, 96), ["b", "c"]);
  assert.deepEqual(passing(84, 96, { surely: true, undated: false }), []);
  assert.deepEqual(passing(80, 108, { surely: true, undated: false }), ["b"]);
  assert.deepEqual(passing(0, 108, { surely: true }), ["a", "b", "c"]);
});

test("a wider period never loses an event, and what is surely within may be within", () => {
  const roll = dice(7);
  for (let turn = 0; turn < 200; turn += 1) {
    const from = roll(107);
    const to = from + 1 + roll(108 - from);
    const narrow = passing(from, to);
    assert.ok(narrow.every((id) => passing(Math.max(0, from - 1), Math.min(108, to + 1)).includes(id)));
    assert.ok(passing(from, to, { surely: true }).every((id) => narrow.includes(id)));
  }
});

test("bars count each dated event where it may lie, a sure one in one bar", () => {
  const bars = ask("barsOf([...data.events.values()])");
  assert.equal(bars.length, 9);
  assert.equal(bars.reduce((sum, { sure }) => sum + sure, 0), 1);
  assert.deepEqual(bars.map(({ maybe }) => maybe), [1, 1, 0, 0, 0, 0, 1, 1, 1]);
  const long = page({ events: { a: day("0800-01-01"), b: day("2000-01-01") } })("barsOf([...data.events.values()])");
  assert.ok(long.length <= 130);
});
