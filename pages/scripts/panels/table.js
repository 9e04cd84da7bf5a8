// The relations, and the events without a line, as tables that sort by each column; they stand for the drawing too.

const ROWS_AT_ONCE = 200;

const isEdgeless = (id) => !data.lineOfEvent.has(id);

const share = (some, all) => (some < all ? `${some} of ${all}` : String(all));

const rankIn = (table, key) => String(Math.max(0, Object.keys(table).indexOf(key)));

const statusRank = (record) => `${rankIn(LINES, lineOf(record))} ${statusWords(record.status)}`;

// Who stands at the end of a chain of speakers says it; the document alone speaks for itself.
function speakersOf(event, sign) {
  if (event.voices) return event.voices[sign] ?? [];
  const claims = (event.claims ?? []).filter((claim) => claim.aspect === "occurrence" && signOf(claim) === sign);
  return [...new Set(claims.map(({ said_by: chain }) => chain?.at(-1) ?? "unknown"))];
}

const voices = (sign) => (event) => joined(speakersOf(event, sign).map((name) => el("span", { dir: "auto" }, name)));

const voiceKey = (sign) => (event) => folded(speakersOf(event, sign).join(" ")) || null;

// Each column: its words, what stands in a cell, and by what it sorts; a null comes last either way.
const SHARED_COLUMNS = {
  date: { words: "Date", cell: (record) => breakable(dateOf(record)), key: (record) => rangeOf(record).start ?? rangeOf(record).end },
  status: { words: "Status", cell: statusBadge, key: statusRank },
  verdict: { words: "Verdict", cell: verdictBadge, key: (record) => rankIn(VERDICTS, record.verdict) },
  says: { words: "Says so", wide: true, cell: (_record, event) => voices("+")(event), key: (_record, event) => voiceKey("+")(event) },
  denies: { words: "Denies", wide: true, cell: (_record, event) => voices("-")(event), key: (_record, event) => voiceKey("-")(event) },
};

const EDGE_COLUMNS = inColumns({
  actors: { words: "Actors", cell: edgeLink, key: (edge) => folded(edgeTitle(edge)) },
  relation: {
    words: "Relation", cell: (edge) => [relationBadge(edge), levelNote(edge)],
    key: (edge) => `${rankIn(RELATIONS, edge.type)} ${edge.type}`,
  },
});

const EVENT_COLUMNS = inColumns({
  actors: { words: "Actors", cell: eventLink, key: (_record, event) => folded(eventActors(event)) },
  relation: { words: "Event", cell: (record) => eventWords(record.type), key: (record) => plain(record.type) },
});

function inColumns(own) {
  const { date, ...others } = SHARED_COLUMNS;
  return { date, ...own, ...others };
}

function edgeLink(edge) {
  return el("button", { type: "button", class: "link", onclick: () => pick({ edge: edge.id }) }, edgeTitle(edge));
}

function eventLink({ id }, event) {
  return el("button", { type: "button", class: "link", onclick: () => pick({ event: id }) }, eventActors(event));
}

const levelNote = (edge) => (edge.level === "rolled_up" ? el("small", { class: "level" }, "rolled up") : null);

function renderLists() {
  const entryOf = (edge) => ({ record: edge, event: data.events.get(edge.event_id) ?? {}, choice: { edge: edge.id } });
  const without = [...data.events].filter(([id]) => isEdgeless(id));
  const within = without.filter(([, event]) => inPeriod(event)).map(eventEntryOf);
  const shown = [...data.edges.values()].filter(isShown).map(entryOf);
  document.getElementById("relations").replaceChildren(
    table(`Relations (${share(shown.length, data.edges.size)})`, "edges", EDGE_COLUMNS, shown),
    within.length ? table(`Events without a line (${share(within.length, without.length)})`, "events", EVENT_COLUMNS, within) : "",
  );
}

// Only what the columns ask for: the event itself may have its quotes elsewhere.
function eventEntryOf([id, event]) {
  const { type, status, verdict, date, date_start, date_end } = event;
  return { record: { id, type, status, verdict, date, date_start, date_end }, event, choice: { event: id } };
}

// Equal ones, and those that say nothing, keep the order of time.
function sorted(entries, columns, { by, down }) {
  const keyed = entries.map((entry) => ({ entry, time: columns.date.key(entry.record), key: columns[by].key(entry.record, entry.event) }));
  const order = (a, b) => Number(a === null) - Number(b === null) || compared(a, b);
  const turned = (a, b) => (a === null || b === null || !down ? order(a, b) : -order(a, b));
  return keyed.sort((a, b) => turned(a.key, b.key) || order(a.time, b.time)).map(({ entry }) => entry);
}

function table(caption, name, columns, entries) {
  const [body, more] = [el("tbody"), el("button", { type: "button", class: "more" }, "Show more rows")];
  const rows = sorted(entries, columns, state.sort[name]);
  let count = 0;
  const grow = (number) => {
    body.append(...rows.slice(count, count + number).map((entry) => listRow(columns, entry)));
    count = Math.min(rows.length, count + number);
    more.hidden = count >= rows.length;
    markRows();
  };
  more.addEventListener("click", () => grow(ROWS_AT_ONCE));
  grow(state.printing ? Infinity : ROWS_AT_ONCE);
  body.addEventListener("keydown", stepRows);
  const head = el("thead", {}, el("tr", {}, ...Object.entries(columns).map(([by, column]) => columnHead(name, by, column))));
  return el("div", { class: "listing" }, el("h2", {}, caption), el("table", { "aria-label": caption }, head, body), more);
}

function columnHead(name, by, { words, wide }) {
  const { by: current, down } = state.sort[name];
  const order = by === current ? (down ? "descending" : "ascending") : null;
  const sign = el("span", { class: "order", "aria-hidden": "true" }, { ascending: "▲", descending: "▼" }[order] ?? "");
  const turn = () => sortBy(name, by, words);
  return el("th", { scope: "col", "aria-sort": order, class: wide && "wide" },
    el("button", { type: "button", "data-sort": `${name}-${by}`, onclick: turn }, words, sign));
}

function sortBy(name, by, words) {
  const { by: current, down } = state.sort[name];
  state.sort[name] = { by, down: by === current && !down };
  renderLists();
  document.querySelector(`[data-sort="${name}-${by}"]`).focus();
  say(`Sorted by ${words.toLowerCase()}, ${state.sort[name].down ? "descending" : "ascending"}.`);
}

// The arrow keys walk from row to row.
function stepRows(event) {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  const button = step && event.target.closest("tr")?.[step]?.querySelector("button");
  if (!button) return;
  event.preventDefault();
  button.focus();
}

// A long interval may turn the line after its slash.
const breakable = (date) => joined(date.split("/").map((part) => el("span", { class: "unbroken" }, part)), () => ["/", el("wbr")]);

function listRow(columns, { record, event, choice }) {
  const cells = Object.values(columns).map(({ cell, wide }) => el("td", { class: wide && "wide" }, ...[cell(record, event)].flat()));
  const row = el("tr", { "data-edge": choice.edge, "data-event": choice.event }, ...cells);
  row.addEventListener("click", (click) => click.target.closest("button") || pick(choice));
  return row;
}

function markRows() {
  for (const row of document.querySelectorAll("#relations tbody tr")) {
    const picked = (state.edge && row.dataset.edge === state.edge) || (state.event && row.dataset.event === state.event);
    if (picked) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (picked && isWide()) row.scrollIntoView({ block: "nearest" });
  }
}

function setView(view) {
  state.view = view;
  renderView();
  if (view === "drawing") {
    // Nothing could be measured while the drawing was away.
    arrange();
    drawing.redress();
    drawing.redraw();
    fit();
  }
  remember();
  say(view === "table" ? `Table: ${shownCount()}` : `Drawing: ${shownCount()}`);
}

function renderView() {
  document.getElementById("app").dataset.view = state.view;
  for (const view of ["drawing", "table"]) {
    document.getElementById(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  }
}
