// Who mediated between two actors, read from the events of the page: what took place apart from what was only proposed.

const holdersOf = (event, role) => (event.participants ?? []).filter((one) => one.role === role).map(({ actor }) => actor);

const actsFor = (actor, node) => actor?.id === node.id || String(actor?.of ?? "").split("; ").includes(node.name);

// Each side is filled by another party: itself, or somebody who acts for it.
function isBetween(event, one, other) {
  const parties = holdersOf(event, "party");
  const [some, others] = [one, other].map((node) => parties.filter((actor) => actsFor(actor, node)));
  return some.some((x) => others.some((y) => x?.id !== y?.id));
}

function mediationsBetween({ a, b }) {
  const [one, other] = [a, b].map((id) => data.nodes.get(id));
  const all = [...data.events].filter(([, event]) => event.type === "mediation" && isBetween(event, one, other));
  const began = ([id, event]) => `${event.date_start ?? "9999"} ${id}`;
  const found = all.filter(([, event]) => inPeriod(event)).sort((x, y) => (began(x) < began(y) ? -1 : 1));
  return { found, left: all.length - found.length };
}

// Hosts and go-betweens who asked are no mediators: only who is named in that role counts as one.
function sortOf(event) {
  if (event.verdict === "denied") return "denied";
  if (!holdersOf(event, "mediator").length) return "open";
  if (LINES.dashed.statuses.includes(event.status)) return "proposed";
  if (event.verdict === "unconfirmed" || !event.status) return "unconfirmed";
  return event.status === "rejected" ? "rejected" : "held";
}

const SORTS = {
  held: "Took place", rejected: "Tried and turned away", proposed: "Only proposed", unconfirmed: "Not confirmed",
  open: "Nobody named as mediator", denied: "Only denied",
};

function marksOfMediations(pair) {
  const events = new Set(mediationsBetween(pair).found.map(([id]) => id));
  const edges = [...data.edges.values()].filter((edge) => events.has(edge.event_id) && passes(edge));
  return { nodes: new Set([pair.a, pair.b, ...edges.map((edge) => edge.from)]), edges: new Set(edges.map((edge) => edge.id)) };
}

function whoPanel(pair) {
  const { found, left } = mediationsBetween(pair);
  /** @type {[string, [string, EventRow][]][]} */
  const groups = Object.entries(SORTS).map(([sort, words]) => [words, found.filter(([, event]) => sortOf(event) === sort)]);
  const heading = el("h2", { tabindex: "-1" }, "Who mediated between ", actorName({ id: pair.a }), " and ", actorName({ id: pair.b }));
  const counts = groups.filter(([, events]) => events.length).map(([words, events]) => `${words.toLowerCase()}: ${events.length}`);
  const none = found.length ? el("p", { class: "about" }, `${capital(counts.join(", "))}.`)
    : el("p", { class: "remark" }, "Nobody: no event of this page tells of a mediation between the two.");
  return [heading, none, ...swapButtons(pair), ...groups.flatMap(([words, events]) => mediationGroup(words, events, pair)),
    left ? el("p", { class: "remark" }, `${left} more outside the period that is shown.`) : "",
    el("p", { class: "about" }, "A host is named as host: hosting is not mediating.")];
}

function mediationGroup(words, events, pair) {
  if (!events.length) return [];
  return [el("h3", {}, `${words} (${events.length})`), ...events.map((entry) => mediationCard(entry, pair))];
}

function mediationCard([id, event], pair) {
  const named = (actor) => [actorName(actor), actor?.of ? ` of ${actor.of}` : ""];
  const mediators = holdersOf(event, "mediator").flatMap((actor, i) => [i ? ", " : "", ...named(actor)]);
  const claims = (event.claims ?? []).filter((claim) => claim.aspect === "occurrence");
  const edge = data.lineOfEvent.get(id);
  const open = el("button", { type: "button", onclick: () => pick(edge ? { edge: edge.id } : { event: id }) }, "All about this event");
  return el("article", { class: "mediation" }, el("h4", {}, ...(mediators.length ? mediators : ["Nobody named"])),
    el("p", { class: "badges" }, statusBadge(event), verdictBadge(event)), el("dl", {}, ...termsOf(event, pair)),
    ...claims.map(claimCard), el("p", { class: "buttons" }, open));
}

function termsOf(event, pair) {
  const word = (feature) => (event[feature] ? [plain(event[feature])] : []);
  const rows = [
    ["Date", [dateOf(event), note([boundsOf(event)])]], ["Result", [resultOf(event)]],
    ["Asked for by", list(holdersOf(event, "requester"))],
    ["Between", betweenOf(event, pair)], ["Method", word("method")], ["Channel", word("channel")],
    ["Refused by", list(holdersOf(event, "rejecter"))], ["Host", list(holdersOf(event, "host"))],
  ];
  return rows.filter(([, values]) => values.length).flatMap(([words, values]) => [el("dt", {}, words), el("dd", {}, ...values)]);
}

// Who sat there is told where it is not the two themselves.
function betweenOf(event, { a, b }) {
  const parties = holdersOf(event, "party");
  return parties.every((actor) => [a, b].includes(actor?.id)) ? [] : list(parties);
}

function resultOf(event) {
  const outcome = byKey(RESULTS, event.status) ?? "status unknown";
  return `${capital(event.verdict === "denied" ? `claimed: ${outcome}` : outcome)}. ${byKey(VERDICTS, event.verdict) ?? ""}`;
}
