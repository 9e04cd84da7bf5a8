// The evidence panel: what a relation, an event or an actor is, and who says so, in their own words.

function badge(text, kind, title) {
  return el("span", { class: `badge ${kind}`, title }, text);
}

// The status of what is only denied is a claim's word, not a fact.
function statusBadge(record) {
  const status = statusWords(record.status ?? "no status");
  return badge(record.verdict === "denied" ? `claimed: ${status}` : status, `line-${lineOf(record)}`, LINES[lineOf(record)].words);
}

const verdictBadge = (record) => badge(plain(record.verdict ?? "no verdict"), `verdict-${record.verdict}`, byKey(VERDICTS, record.verdict));

function relationBadge(edge) {
  const { letter, tone, words } = relationOf(edge);
  return el("span", { class: `badge relation tone-${tone}` }, el("b", { "aria-hidden": "true" }, letter), ` ${words}`);
}

const arrowOf = (edge) => (isDirected(edge) ? "→" : "↔");

const edgeTitle = (edge) => `${data.nodes.get(edge.from).name} ${arrowOf(edge)} ${data.nodes.get(edge.to).name}`;

function actorName(actor) {
  const node = typeof actor === "object" && actor !== null ? data.nodes.get(actor.id) : undefined;
  if (!node) return el("span", { dir: "auto" }, nameOf(actor));
  return el("button", { type: "button", class: "link", dir: "auto", onclick: () => pick({ node: node.id }) }, node.name);
}

function edgePanel(edge) {
  const event = data.events.get(edge.event_id) ?? {};
  const ends = el("h2", { tabindex: "-1" }, actorName({ id: edge.from }), ` ${arrowOf(edge)} `, actorName({ id: edge.to }));
  const badges = el("p", { class: "badges" }, relationBadge(edge), statusBadge(edge), verdictBadge(edge));
  return [ends, badges, rolledUp(edge), parallelTo(edge), ...eventBody(event, edge)];
}

// The way by keyboard to what the drawing shows as one line.
function parallelTo(edge) {
  const key = bundleKey(edge);
  const members = data.groups.get(key)?.filter(isShown) ?? [];
  if (members.length <= SINGLE_UP_TO) return null;
  const open = el("button", { type: "button", onclick: () => pick({ bundle: key }) }, `All ${members.length} of this kind between the two`);
  return el("p", { class: "buttons" }, open);
}

function rolledUp(edge) {
  if (edge.level !== "rolled_up") return null;
  const through = edge.through ? `: the text names ${edge.through.join(", ")}` : "";
  return el("p", { class: "remark" }, `Rolled up from those who act for them${through}.`);
}

function eventPanel(id) {
  const event = data.events.get(id);
  const heading = el("h2", { tabindex: "-1" }, eventWords(event.type), ": ", eventActors(event));
  return [heading, el("p", { class: "badges" }, statusBadge(event), verdictBadge(event)), noEdge(event), ...eventBody(event, event)];
}

function noEdge(event) {
  const reason = event.verdict === "denied" ? "Sources only deny it, so no line stands for it." : "No line in the drawing stands for it.";
  return el("p", { class: "remark" }, reason);
}

const eventActors = (event) => [...new Set((event.participants ?? []).map(({ actor }) => nameOf(actor)))].join(", ") || "actors not named";

function eventBody(event, record) {
  const quotes = unread([event.id]).length ? [el("p", { class: "remark" }, "Opening the quotes …")] : claimSections(event.claims ?? []);
  return [el("dl", {}, ...facts(event, record)), ...quotes];
}

function facts(event, record) {
  const rows = [["Date", [dateOf(record), note([boundsOf(record), byKey(BASES, event.date_basis)])]], ...roleRows(event)];
  rows.push(["Place", list(event.places)]);
  for (const [name, words] of Object.entries(FEATURES)) rows.push([words, event[name] ? [plain(event[name])] : []]);
  return rows.filter(([, values]) => values.length).flatMap(([words, values]) => [el("dt", {}, words), el("dd", {}, ...values)]);
}

function note(parts) {
  const text = parts.filter(Boolean).join("; ");
  return text ? el("small", {}, ` (${text})`) : "";
}

const list = (values) => joined((values ?? []).map(actorName));

const joined = (elements, between = () => [", "]) => elements.flatMap((element, i) => (i ? [...between(), element] : [element]));

function roleRows(event) {
  if (!event.participants?.length) return Object.entries(FALLBACK_ROLES).map(([key, words]) => [words, list(event[key])]);
  const roles = new Map();
  for (const { role, actor } of event.participants) roles.set(role, [...(roles.get(role) ?? []), actor]);
  const order = [...Object.keys(ROLES), ...roles.keys()];
  return [...roles].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([role, actors]) => [byKey(ROLES, role) ?? capital(role), list(actors)]);
}

function claimSections(claims) {
  if (!claims.length) return [el("p", { class: "remark" }, "No claim came with this event.")];
  const groups = new Map();
  for (const claim of claims) {
    const key = claim.aspect === "occurrence" ? "" : JSON.stringify([claim.aspect, claim.value]);
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups].sort(([a], [b]) => compared(a, b)).map(([key, group]) => claimSection(key, group));
}

function claimSection(key, claims) {
  const { aspect, value } = claims[0];
  const heading = key === "" ? "Who says so" : [`On its ${plain(aspect)}: `, el("q", { dir: "auto" }, plain(value ?? "not named"))];
  const [said, denied, open] = ["+", "-", ""].map((sign) => sided(claims, sign));
  const both = [side("Says so", "for", said), side("Denies", "against", denied)];
  return el("section", { class: "claims" }, el("h3", {}, heading),
    el("div", { class: said.length && denied.length ? "sides" : "sides one" }, ...(said.length ? both : both.reverse())),
    open.length ? side("Leaves it open", "open", open) : null);
}

const signOf = (claim) => ["+", "-"].find((sign) => String(claim.factuality).endsWith(sign)) ?? "";

const sided = (claims, sign) => claims.filter((claim) => signOf(claim) === sign);

function side(words, kind, claims) {
  const heading = el("h4", {}, `${words} (${claims.length})`);
  const body = claims.length ? claims.map(claimCard) : el("p", { class: "none" }, "Nobody in these texts.");
  return el("div", { class: `side ${kind}` }, heading, body);
}

function claimCard(claim) {
  return el("article", { class: "claim" }, speakers(claim),
    el("p", { class: "factuality" }, byKey(FACTUALITY, claim.factuality) ?? claim.factuality),
    quotation(claim), source(claim));
}

// The chain is read from the one who says it outwards to the text that reports it.
function speakers(claim) {
  const [document, ...cited] = claim.said_by ?? [];
  const [deepest, ...between] = cited.reverse();
  const strong = el("strong", { dir: "auto" }, deepest ?? document ?? "unknown");
  if (deepest === undefined) return el("p", { class: "speakers" }, strong, ", in its own words");
  const chain = between.flatMap((speaker) => [", cited by ", el("span", { dir: "auto" }, speaker)]);
  return el("p", { class: "speakers" }, strong, ...chain, ", in ", el("cite", { dir: "auto" }, document));
}

const CONTEXT = 32;

// As many letters as a text is quoted with around may end within a word, of which no part is shown.
const wholeWords = (text, part) => (Array.from(text).length < CONTEXT ? text : text.replace(part, ""));

// What stands around the quote in the text: three dots where the text goes on.
function around(claim) {
  const [before, after] = [claim.prefix, claim.suffix].map((text) => String(text ?? ""));
  const isStart = claim.start === Array.from(before).length;
  const [prefix, suffix] = [isStart ? before : wholeWords(before, /^\S+\s+/u), wholeWords(after, /(?<=\s)\S+$/u)];
  const beside = (text) => el("span", { class: "around" }, text);
  return [prefix && beside(`${isStart ? "" : "…"}${prefix}`), suffix && beside(`${suffix}…`)];
}

// The quote within its text; markup never comes between two of its letters but at the trigger.
function quotation(claim) {
  const [before, after] = around(claim);
  return el("blockquote", { dir: "auto" }, before, ...quoted(claim), after);
}

// Offsets count code points, JavaScript counts UTF-16 units.
function quoted(claim) {
  const letters = Array.from(claim.exact ?? "");
  const [start, end] = triggerIn(claim, letters);
  if (start < 0) return [letters.join("")];
  return [letters.slice(0, start).join(""), el("mark", {}, letters.slice(start, end).join("")), letters.slice(end).join("")];
}

function triggerIn(claim, letters) {
  const [start, end] = [claim.trigger_start - claim.start, claim.trigger_end - claim.start];
  if (start >= 0 && end > start && end <= letters.length) return [start, end];
  const at = claim.trigger ? letters.join("").indexOf(claim.trigger) : -1;
  if (at < 0) return [-1, -1];
  const before = Array.from(letters.join("").slice(0, at)).length;
  return [before, before + Array.from(claim.trigger).length];
}

function source(claim) {
  const title = claim.title ?? claim.said_by?.[0] ?? claim.document;
  const named = title === claim.document || claim.document === undefined ? "" : ` [${claim.document}]`;
  const place = claim.start === undefined ? "" : `, characters ${claim.start}–${claim.end}`;
  const dates = [claim.said_on && `; said ${claim.said_on}`, claim.published && `; published ${claim.published}`].filter(Boolean);
  return el("footer", {}, el("cite", { dir: "auto" }, title ?? ""), `${named}${place}`, ...dates, ...address(claim.url));
}

function address(text) {
  const url = webAddress(text);
  if (url) return [" · ", el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, `open at ${url.host} ↗`)];
  return text ? [" · ", String(text)] : [];
}

function nodePanel(node) {
  const about = [kindOf(node).words, node.iso3, node.of && `acts for ${node.of}`, node.mediator && "mediator"].filter(Boolean).join(" · ");
  const takesPart = (event) => (event.participants ?? []).some(({ actor }) => actor?.id === node.id);
  const events = [...data.events].filter(([id, event]) => isEdgeless(id) && takesPart(event));
  return [el("h2", { tabindex: "-1", dir: "auto" }, node.name), el("p", { class: "about" }, about), ownPage(node), focusButtons(node), ...pairFields(node),
    el("h3", {}, `Relations (${node.edges.length})`), entryList(node.edges, edgeEntry),
    events.length ? el("h3", {}, `Events without a line (${events.length})`) : null, entryList(events, eventEntry)];
}

// In a site; on the actor's own page there is no need for it.
function ownPage(node) {
  if (!node.page || location.pathname.endsWith(`/${node.page}`)) return null;
  return el("p", { class: "about" }, el("a", { href: node.page }, "Page of this actor"));
}

function focusButtons(node) {
  const only = el("button", { type: "button", onclick: () => focusOn(node) }, "Show only its neighbours");
  const all = el("button", { type: "button", onclick: () => setFocus([]) }, "Show all actors");
  return el("p", { class: "buttons" }, node.edges.length ? only : null, state.focus && !data.limited ? all : null);
}

const ENTRIES_AT_ONCE = 60;

function entryList(records, entryOf, atOnce = ENTRIES_AT_ONCE) {
  if (!records.length) return null;
  const items = (some) => some.map((record) => el("li", {}, entryOf(record)));
  const list = el("ul", { class: "entries" }, ...items(records.slice(0, atOnce)));
  if (records.length <= atOnce) return list;
  const more = el("button", { type: "button", class: "more" }, `Show ${records.length - atOnce} more`);
  more.addEventListener("click", () => { list.append(...items(records.slice(atOnce))); more.remove(); });
  return el("div", {}, list, more);
}

function edgeEntry(edge) {
  const level = edge.level === "rolled_up" ? ", rolled up" : "";
  const badges = el("span", {}, relationBadge(edge), " ", statusBadge(edge), " ", verdictBadge(edge));
  return el("button", { type: "button", class: "entry", onclick: () => pick({ edge: edge.id }) },
    el("b", {}, edgeTitle(edge)), badges, el("small", {}, dateOf(edge) + level));
}

function eventEntry([id, event]) {
  const badges = el("span", {}, statusBadge(event), " ", verdictBadge(event));
  return el("button", { type: "button", class: "entry", onclick: () => pick({ event: id }) },
    el("b", {}, `${eventWords(event.type)}: ${eventActors(event)}`), badges, el("small", {}, dateOf(event)));
}

function startPanel() {
  const disputed = [...data.events].filter(([, event]) => event.verdict === "disputed");
  const entry = ([id, event]) => edgeEntryOf(data.lineOfEvent.get(id), id, event);
  return [el("h2", { tabindex: "-1" }, "Every line has its quote"),
    el("p", {}, "Choose a line or an actor in the drawing, or a row of the list below it, to read who says so, who denies it, and in which words."),
    pairForm(), disputed.length ? el("h3", {}, `Where sources disagree (${disputed.length})`) : null, entryList(disputed, entry)];
}

const edgeEntryOf = (edge, id, event) => (edge ? edgeEntry(edge) : eventEntry([id, event]));
