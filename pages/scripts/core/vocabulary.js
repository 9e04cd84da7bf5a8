// The words of the vocabulary as a reader meets them. Made from graph/vocabulary/ontology.yaml by make docs.

const RELATIONS = {
  MEDIATES: { words: "mediates", legend: "Mediates", letter: "M", tone: "mediation" },
  PROPOSES_MEDIATION: { words: "mediation proposed", legend: "Mediation proposed", letter: "m", tone: "mediation-soft" },
  NEGOTIATES_WITH: { words: "negotiates with", legend: "Negotiates with", letter: "N", tone: "talks" },
  PROPOSES_TALKS: { words: "talks proposed", legend: "Talks proposed", letter: "n", tone: "talks-soft" },
  SANCTIONS: { words: "sanctions", legend: "Sanctions", letter: "S", tone: "sanctions" },
  THREATENS_SANCTIONS: { words: "threatens sanctions", legend: "Threatens sanctions", letter: "s", tone: "sanctions-soft" },
};

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

const STATUSES = {
  requested: "requested",
  offered: "offered",
  accepted: "accepted",
  held: "held",
  rejected: "rejected",
  halted: "halted",
  failed: "failed",
  threatened: "threatened",
  in_force: "in force",
  eased: "eased",
  waived: "waived",
  lapsed: "lapsed",
  lifted: "lifted",
};

const EVENTS = {
  negotiation: "Negotiation",
  mediation: "Mediation",
  sanction: "Sanction",
  agreement: "Agreement",
  withdrawal: "Withdrawal",
  relations: "Relations",
  release: "Release",
  coercion: "Coercion",
  incident: "Incident",
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
  "CT-": "denies it",
  "PR-": "says it is probably not so",
  "PS-": "says it is possibly not so",
  CTu: "knows, but does not say, whether it is so",
  Uu: "does not commit to it",
};

const ROLES = {
  mediator: "Mediator",
  party: "Party",
  requester: "Requested by",
  envoy: "Envoy",
  addressee: "Addressed to",
  host: "Host",
  accepter: "Accepted by",
  rejecter: "Rejected by",
  sender: "Imposed by",
  target: "Target",
  signatory: "Signatory",
  actor: "Actor",
};

const FEATURES = {
  method: "Method",
  channel: "Channel",
  publicity: "Publicity",
  directness: "Directness",
  formality: "Formality",
  sanction_type: "Kind of sanction",
};

const BASES = {
  explicit: "stated in the text",
  relative: "relative to the date of the text",
  inferred: "inferred",
};

const RESULTS = {
  requested: "was asked for",
  offered: "was offered",
  accepted: "was accepted",
  held: "took place",
  halted: "was broken off",
  failed: "failed",
  rejected: "was turned away",
};
