// The page's data as it stands in a large page: columns instead of objects, and events whose quotes lie packed.

// The value of each row, in whichever form the column is; a text has a letter for each row.
function valueIn(column) {
  if (Array.isArray(column)) return (row) => column[row];
  if (column?.hex) return hexIn(column);
  if (!column || !("of" in column)) return () => column?.all ?? null;
  const { of, at } = column;
  return typeof at === "string" ? (row) => of[parseInt(at[row], 36)] : (row) => of[at[row]];
}

function hexIn({ hex, each }) {
  const [bytes, written] = [atob(hex), Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))];
  return (row) => Array.from({ length: each }, (_, i) => written[bytes.charCodeAt(row * each + i)]).join("");
}

const columnOf = (table, name) => table[table[name]?.as ?? name];

/** @returns {Record<string, (row: number) => any>} */
const readersOf = (table, names) => Object.fromEntries(names.map((name) => [name, valueIn(columnOf(table, name))]));

const rowsOf = (table) => Array.from({ length: table.count }, (_, row) => row);

function readNodes(table) {
  const read = readersOf(table, ["id", "label", "x", "y", "kind", "iso3", "of", "mediator", "page"]);
  return rowsOf(table).map((row) => ({
    id: read.id(row), name: read.label(row), x: read.x(row), y: read.y(row), kind: read.kind(row), iso3: read.iso3(row),
    of: read.of(row), mediator: read.mediator(row), page: read.page(row), edges: [],
  }));
}

// What a relation does not say itself is as its event has it.
function readEdges(table, nodes, events) {
  const shared = ["status", "verdict", "date", "date_start", "date_end"];
  const read = readersOf(table, ["id", "type", "level", "through", "arrows", "smooth", "selfReference", ...shared]);
  const say = (name) => (Object.hasOwn(table, name) ? read[name] : (row) => events[table.event[row]][name]);
  const [status, verdict, date, start, end] = shared.map(say);
  return rowsOf(table).map((row) => ({
    id: read.id(row), type: read.type(row), from: nodes[table.from[row]].id, to: nodes[table.to[row]].id,
    event_id: events[table.event[row]].id, level: read.level(row), status: status(row), verdict: verdict(row),
    date: date(row), date_start: start(row), date_end: end(row), through: read.through(row)?.map((one) => (typeof one === "number" ? nodes[one].name : one)),
    arrows: read.arrows(row), smooth: read.smooth(row), selfReference: read.selfReference(row),
  }));
}

class Packed {}

// An event before its pack is opened. Who takes part is told where no line tells it; the rest comes with the quotes.
function eventClass(table, nodes) {
  const [roleOf, strangers] = [valueIn(table.roles), table.strangers];
  const actorOf = (number) => (number < nodes.length ? nodes[number] : strangers[number - nodes.length]);
  const first = [];
  table.parts.reduce((sum, count, row) => { first[row] = sum; return sum + count; }, 0);
  return class extends Packed {
    row;

    constructor(row, told) {
      super();
      Object.assign(this, told, { row });
    }

    get participants() {
      const parts = Array.from({ length: table.parts[this.row] }, (_, i) => first[this.row] + i);
      return parts.map((part) => ({ role: roleOf(part), actor: actorOf(table.actors[part]) }));
    }
  };
}

function readEvents(table, nodes) {
  const told = ["id", "type", "status", "verdict", "date", "date_start", "date_end", "date_basis"];
  /** @type {Record<string, (row: number) => any>} */
  const read = { ...readersOf(table, told), voices: valueIn(table.voices) };
  const Told = eventClass(table, nodes);
  return rowsOf(table).map((row) => new Told(row, {
    id: read.id(row), type: read.type(row), status: read.status(row), verdict: read.verdict(row), date: read.date(row),
    date_start: read.date_start(row), date_end: read.date_end(row), date_basis: read.date_basis(row),
    voices: read.voices(row) ?? {},
  }));
}

const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

function readData() {
  const given = JSON.parse(document.getElementById("data").textContent);
  const nodes = readNodes(given.nodes);
  const events = readEvents(given.events, nodes);
  const edges = readEdges(given.edges, nodes, events);
  return { ...indexed(byId(nodes), byId(edges), byId(events)), options: given.options, about: given.about ?? [], packed: given.packed };
}

// The events among these whose quotes are still packed.
const unread = (ids) => ids.map((id) => data.events.get(id)).filter((event) => event instanceof Packed);

const packsOpened = new Map();

// A pack is opened once; its events then take the places of what stood for them.
function openPack(number) {
  if (!packsOpened.has(number)) packsOpened.set(number, unpack(number));
  return packsOpened.get(number);
}

async function unpack(number) {
  const first = number * data.packed;
  const closed = [...data.events.values()].slice(first, first + data.packed);
  const opened = JSON.parse(await textOfPack(document.getElementById(`evidence-${number}`).textContent));
  for (const [i, event] of opened.entries()) data.events.set(closed[i].id, event);
}

function textOfPack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

const openEvents = (events) => Promise.all([...new Set(events.map(({ row }) => Math.floor(row / data.packed)))].map(openPack));
