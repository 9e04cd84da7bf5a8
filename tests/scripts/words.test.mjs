import assert from "node:assert/strict";
import test from "node:test";
import { page } from "./load.mjs";

const ask = page();

test("a word of the data is never looked up on a prototype", () => {
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
    assert.equal(ask("byKey(VERDICTS, word)", { word }), undefined);
    assert.equal(ask("relationOf({ type: word }).tone", { word }), "plain");
    assert.equal(ask("kindOf({ kind: word }).letter", { word }), "?");
  }
});

test("each status has one line, what is denied is dotted, and what is unknown never looks like a fact", () => {
  const statuses = ask("Object.values(LINES).flatMap((line) => line.statuses)");
  assert.equal(new Set(statuses).size, statuses.length);
  for (const status of statuses) assert.equal(ask('lineOf({ status, verdict: "denied" })', { status }), "dotted");
  assert.equal(ask('lineOf({ status: "held", verdict: "asserted" })'), "solid");
  assert.equal(ask('lineOf({ status: "unheard of", verdict: "asserted" })'), "dashed");
});

test("a count of one is told in the singular", () => {
  const told = (number) => ask('numberOf(number, "relation")', { number });
  assert.deepEqual([0, 1, 2].map(told), ["0 relations", "1 relation", "2 relations"]);
});

test("a date is told as it is known", () => {
  const told = (record) => [ask("dateOf(record)", { record }), ask("boundsOf(record)", { record })];
  assert.deepEqual(told({}), ["date unknown", ""]);
  assert.deepEqual(told({ date: "2019-06", date_start: "2019-06-01", date_end: "2019-06-30" }), ["2019-06", "between 2019-06-01 and 2019-06-30"]);
  assert.deepEqual(told({ date: "2019-06-01", date_start: "2019-06-01", date_end: "2019-06-01" }), ["2019-06-01", ""]);
  assert.deepEqual(told({ date_start: "2019-06-01" }), ["2019-06-01/..", "not before 2019-06-01"]);
  assert.deepEqual(told({ date_end: "2019-06-01" }), ["../2019-06-01", "not after 2019-06-01"]);
});

test("only web addresses are addresses", () => {
  const address = (text) => ask("webAddress(text)?.href ?? null", { text });
  assert.equal(address("https://example.org/a b"), "https://example.org/a%20b");
  for (const text of ["javascript:x()", " javascript:x()", "java\nscript:x()", "data:text/html,x", "file:///x", "//example.org", "x", "", null]) {
    assert.equal(address(text), null);
  }
});

test("text compares without case and accents", () => {
  assert.equal(ask('folded("São TOMÉ")'), "sao tome");
  assert.equal(ask("folded(null)"), "");
  assert.deepEqual(ask('[compared("a", "b"), compared("b", "a"), compared(2, 2)]'), [-1, 1, 0]);
});
