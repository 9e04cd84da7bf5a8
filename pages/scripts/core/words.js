// How records of the data are told, and small helpers; nothing here knows the page.

// Who is named where a row has no participants.
const FALLBACK_ROLES = {
  requested_by: ROLES.requester, accepted_by: ROLES.accepter, rejected_by: ROLES.rejecter, hosts: ROLES.host,
};

const byKey = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

const compared = (one, other) => Number(one > other) - Number(one < other);

const numberOf = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

const plain = (word) => String(word ?? "").replaceAll("_", " ");

const capital = (word) => plain(word).replace(/^./u, (first) => first.toUpperCase());

const relationOf = (edge) =>
  byKey(RELATIONS, edge.type) ?? { words: plain(edge.type).toLowerCase(), legend: capital(edge.type), letter: "·", tone: "plain" };

const statusWords = (status) => byKey(STATUSES, status) ?? plain(status);

const eventWords = (type) => byKey(EVENTS, type) ?? capital(type);

const kindOf = (node) => byKey(KINDS, node?.kind) ?? { words: capital(node?.kind), letter: "?", shape: "dot", drop: 0 };

function lineOf(edge) {
  if (edge.verdict === "denied") return "dotted";
  return Object.keys(LINES).find((name) => LINES[name].statuses.includes(edge.status)) ?? "dashed";
}

const isDirected = (edge) => edge.arrows !== "";

const nameOf = (actor) => (actor !== null && typeof actor === "object" ? String(actor.name ?? actor.id ?? "") : String(actor));

function dateOf(record) {
  const { date, date_start: start, date_end: end } = record;
  if (!date && !start && !end) return "date unknown";
  return String(date ?? `${start ?? ".."}/${end ?? ".."}`);
}

function boundsOf({ date, date_start: start, date_end: end }) {
  if (!start && !end) return "";
  if (start === end) return start === date ? "" : `on ${start}`;
  if (!start) return `not after ${end}`;
  return end ? `between ${start} and ${end}` : `not before ${start}`;
}

// Text in any script compares without case and accents, so that "sao tome" finds "São Tomé".
const folded = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Elements are only ever made of parts and text: no string of the data is read as markup.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function webAddress(text) {
  const url = URL.canParse(String(text ?? "")) ? new URL(text) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url : null;
}
