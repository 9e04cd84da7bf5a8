// The words of the ontology as a reader meets them, and small helpers; nothing here knows the page.

const RELATIONS = {
  MEDIATES: { words: "mediates", legend: "Mediates", letter: "M", tone: "mediation" },
  PROPOSES_MEDIATION: { words: "mediation proposed", legend: "Mediation proposed", letter: "m", tone: "mediation-soft" },
  NEGOTIATES_WITH: { words: "negotiates with", legend: "Negotiates with", letter: "N", tone: "talks" },
  PROPOSES_TALKS: { words: "talks proposed", legend: "Talks proposed", letter: "n", tone: "talks-soft" },
  SANCTIONS: { words: "sanctions", legend: "Sanctions", letter: "S", tone: "sanctions" },
  THREATENS_SANCTIONS: { words: "threatens sanctions", legend: "Threatens sanctions", letter: "s", tone: "sanctions-soft" },
};

// shape: a vis-network shape; drop: how far below the middle its letter sits, in parts of its size.
const KINDS = {
  state: { words: "State", letter: "S", shape: "dot", drop: 0 },
  official: { words: "Official", letter: "O", shape: "square", drop: 0 },
  person: { words: "Person", letter: "P", shape: "diamond", drop: 0 },
  organization: { words: "Organization", letter: "R", shape: "hexagon", drop: 0 },
  igo: { words: "Intergovernmental organization", letter: "I", shape: "triangleDown", drop: -0.18 },
  armed_group: { words: "Armed group", letter: "A", shape: "triangle", drop: 0.18 },
  group: { words: "Unnamed group", letter: "G", shape: "ellipse", drop: 0 },
};

const LINES = {
  solid: { words: "Held or in force", statuses: ["held", "in_force"], dash: [] },
  dashed: { words: "Proposed or threatened", statuses: ["requested", "offered", "accepted", "threatened"], dash: [10, 6] },
  broken: { words: "Ended, eased or failed", statuses: ["halted", "failed", "eased", "waived", "lapsed", "lifted"], dash: [13, 5, 2, 5] },
  dotted: { words: "Rejected or denied", statuses: ["rejected"], dash: [2, 5] },
};

const VERDICTS = {
  asserted: "Sources say so and none denies it.",
  disputed: "Sources contradict each other.",
  denied: "Sources only deny it.",
  unconfirmed: "No source commits to it.",
};

const FACTUALITY = {
  "CT+": "says it is so",
  "PR+": "says it is probably so",
  "PS+": "says it is possibly so",
  "CT-": "says it is not so",
  "PR-": "says it is probably not so",
  "PS-": "says it is possibly not so",
  CTu: "knows whether it is so; the text does not tell",
  Uu: "does not commit to it",
};

const ROLES = {
  mediator: "Mediator", party: "Party", requester: "Requested by", envoy: "Envoy", addressee: "Addressed to",
  host: "Host", accepter: "Accepted by", rejecter: "Rejected by", sender: "Imposed by", target: "Target",
  signatory: "Signatory", actor: "Actor",
};

const FALLBACK_ROLES = { requested_by: "Requested by", accepted_by: "Accepted by", rejected_by: "Rejected by", hosts: "Host" };

const FEATURES = {
  method: "Method", channel: "Channel", publicity: "Publicity", directness: "Directness", formality: "Formality",
  sanction_type: "Kind of sanction",
};

const BASES = {
  explicit: "stated in the text",
  relative: "relative to the date of the text",
  inferred: "inferred",
};

const byKey = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

const compared = (one, other) => Number(one > other) - Number(one < other);

const plain = (word) => String(word ?? "").replaceAll("_", " ");

const capital = (word) => plain(word).replace(/^./u, (first) => first.toUpperCase());

const relationOf = (edge) =>
  byKey(RELATIONS, edge.type) ?? { words: plain(edge.type).toLowerCase(), legend: capital(edge.type), letter: "·", tone: "plain" };

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
