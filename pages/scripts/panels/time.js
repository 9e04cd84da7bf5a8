// Which part of time is shown. An uncertain date is a range: it passes if it may lie within the period.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MOST_BARS = 120;

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(String(text ?? ""));

// An open end is null; what is no day of the calendar bounds nothing.
const rangeOf = ({ date_start: start, date_end: end }) => ({ start: isDay(start) ? start : null, end: isDay(end) ? end : null });

const isDated = (record) => Object.values(rangeOf(record)).some(Boolean);

const yearOf = (day) => Number(day.slice(0, 4));

// Whole years, so that a year's bar and the thumbs that bound it stand at one place.
/** @returns {any} an Axis, or null without a date */
function axisOf(events) {
  const years = events.flatMap((event) => Object.values(rangeOf(event))).filter(Boolean).map(yearOf);
  if (!years.length) return null;
  const [first, last] = years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  return { first, last, months: 12 * (last - first + 1) };
}

const padded = (number, length) => String(number).padStart(length, "0");

function monthOf(index) {
  const [year, month] = [data.axis.first + Math.floor(index / 12), index % 12];
  return { code: `${padded(year, 4)}-${padded(month + 1, 2)}`, words: `${MONTHS[month]} ${year}` };
}

// A month beyond the axis is its nearest end.
function monthIndex(code) {
  const [year, month] = code.split("-").map(Number);
  return Math.min(data.axis.months - 1, Math.max(0, 12 * (year - data.axis.first) + month - 1));
}

// `to` is the month after the last one, so that the two thumbs stand at the two ends of what is shown.
const wholeTime = () => ({ from: 0, to: data.axis?.months ?? 0, surely: false, undated: true });

const isWholeTime = ({ from, to }) => from === 0 && to === (data.axis?.months ?? 0);

const periodWords = ({ from, to }) => `${monthOf(from).words} to ${monthOf(to - 1).words}`;

function inPeriod(record) {
  const { start, end } = rangeOf(record);
  if (!start && !end) return state.period.undated;
  const { surely, from, to } = state.period;
  if (isWholeTime(state.period)) return !surely || Boolean(start && end);
  const [first, last] = [`${monthOf(from).code}-01`, `${monthOf(to - 1).code}-31`];
  if (surely) return Boolean(start && end) && start >= first && end <= last;
  return (!end || end >= first) && (!start || start <= last);
}

function setPeriod(change) {
  const period = { ...state.period, ...change };
  state.period = { ...period, from: Math.min(period.from, period.to - 1) };
  renderPeriod();
  // A thumb that is dragged asks many times within a frame.
  cancelAnimationFrame(state.drawing);
  state.drawing = requestAnimationFrame(refreshAll);
}

// Bars of a year; in a long history of ten or a hundred.
function barsOf(events) {
  const { first, last } = data.axis;
  const years = [1, 10, 100].find((step) => (last - first + 1) / step <= MOST_BARS) ?? 1000;
  const length = Math.ceil((last - first + 1) / years);
  const bars = Array.from({ length }, (_, i) => ({ from: first + i * years, years, sure: 0, maybe: 0 }));
  for (const range of events.filter(isDated).map(rangeOf)) countIn(bars, range);
  return bars;
}

function countIn(bars, { start, end }) {
  const { from: first, years } = bars[0];
  const at = (day, open) => (day ? Math.floor((yearOf(day) - first) / years) : open);
  const [low, high] = [at(start, 0), at(end, bars.length - 1)];
  const isSure = start && end && low === high;
  for (let i = low; i <= high; i += 1) bars[i][isSure ? "sure" : "maybe"] += 1;
}

const barWords = ({ from, years, sure, maybe }) =>
  `${years > 1 ? `${from} to ${from + years - 1}` : from}: ${sure} surely, ${maybe} possibly`;

// What is sure stands full at the bottom, what is possible stands above it as a mere outline.
function histogram(bars) {
  const top = Math.max(1, ...bars.map(({ sure, maybe }) => sure + maybe));
  const months = data.axis.months;
  const drawn = bars.map((bar, i) => {
    const [x, width] = [i * 12 * bar.years, Math.min(12 * bar.years, months - i * 12 * bar.years)];
    const part = (kind, count, above) => (count ? svg("rect", {
      class: kind, "vector-effect": "non-scaling-stroke", x: x + 0.06 * width, width: 0.88 * width, y: 30 * (1 - (count + above) / top), height: 30 * (count / top),
    }) : "");
    return svg("g", { "data-from": bar.from }, svg("title", {}, barWords(bar)),
      svg("rect", { class: "hit", x, width, y: 0, height: 30 }), part("sure", bar.sure, 0), part("maybe", bar.maybe, bar.sure));
  });
  return svg("svg", { viewBox: `0 -1 ${months} 32`, preserveAspectRatio: "none", class: "histogram", role: "img",
    "aria-label": `Events by year: ${bars.filter(({ sure, maybe }) => sure + maybe).map(barWords).join("; ")}` }, ...drawn);
}

function ticks({ first, last, months }) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => (last - first + 1) / years <= 6) ?? 2000;
  const marks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const mark = el("span", {}, String(year));
    mark.style.left = `${(100 * 12 * (year - first)) / months}%`;
    marks.push(mark);
  }
  return el("div", { class: "ticks", "aria-hidden": "true" }, ...marks);
}

function thumb(end, words) {
  const input = el("input", { type: "range", id: `time-${end}`, min: 0, max: data.axis.months, step: 1, "aria-label": words });
  input.addEventListener("input", () => moveThumb(end, Number(input.value)));
  input.addEventListener("change", sayPeriod);
  input.addEventListener("keydown", (event) => {
    const years = { PageUp: 1, PageDown: -1 }[event.key];
    if (!years) return;
    event.preventDefault();
    moveThumb(end, state.period[end] + 12 * years);
    sayPeriod();
  });
  return input;
}

// A thumb stops before the other one; the shortest period is a month.
function moveThumb(end, wanted) {
  const { from, to } = state.period;
  const [least, most] = end === "from" ? [0, to - 1] : [from + 1, data.axis.months];
  setPeriod({ [end]: Math.min(most, Math.max(least, wanted)) });
}

const sayPeriod = () => say(`${periodWords(state.period)}: ${periodCount()}, ${shownCount()}`);

function periodCount() {
  const dated = [...data.events.values()].filter(isDated);
  return `${dated.filter(inPeriod).length} of ${numberOf(dated.length, "dated event")}`;
}

function timeSwitch(name, words, title) {
  const box = el("input", { type: "checkbox", name });
  box.addEventListener("change", () => { setPeriod({ [name]: box.checked }); sayPeriod(); });
  return el("label", { title }, box, words);
}

function startTime() {
  const events = [...data.events.values()];
  const section = document.getElementById("time");
  section.hidden = !data.axis;
  if (!data.axis) return;
  const undated = events.filter((event) => !isDated(event)).length;
  section.replaceChildren(
    el("div", { class: "time-head" }, el("h2", {}, "Time"), el("output", { id: "time-words" }),
      timeSwitch("surely", "Surely within", "Only events whose whole range of possible dates lies within the period"),
      undated ? timeSwitch("undated", `Undated (${undated})`, "Events without any date") : "",
      el("button", { type: "button", id: "time-whole", onclick: () => { setPeriod(wholeTime()); sayPeriod(); } }, "Whole time")),
    el("div", { class: "time-axis" }, histogram(barsOf(events)),
      el("div", { class: "thumbs" }, el("span", { class: "track" }), el("span", { class: "chosen" }),
        thumb("from", "From"), thumb("to", "To")), ticks(data.axis)),
  );
  renderPeriod();
}

function renderPeriod() {
  if (!data.axis) return;
  const { from, to, surely, undated } = state.period;
  document.getElementById("time-words").textContent = `${periodWords(state.period)} · ${periodCount()}`;
  for (const [end, month] of [["from", from], ["to", to - 1]]) {
    const input = document.getElementById(`time-${end}`);
    input.value = state.period[end];
    input.setAttribute("aria-valuetext", monthOf(month).words);
  }
  // Near the right end the left thumb must lie on top, or neither could be moved.
  document.getElementById("time-from").classList.toggle("above", from > data.axis.months / 2);
  const { style } = document.querySelector("#time .chosen");
  const inset = (months) => `calc(var(--thumb) / 2 + (100% - var(--thumb)) * ${months / data.axis.months})`;
  Object.assign(style, { left: inset(from), right: inset(data.axis.months - to) });
  for (const [name, on] of Object.entries({ surely, undated })) {
    const box = document.querySelector(`#time [name="${name}"]`);
    if (box) box.checked = on;
  }
  document.getElementById("time-whole").hidden = isWholeTime(state.period) && !surely && undated;
}
