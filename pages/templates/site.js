(() => {
"use strict";
const search = document.getElementById("search");
const shown = document.getElementById("shown");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("#actors tbody tr")].map((row) => ({
  row, link: row.querySelector("a"), text: fold(row.querySelector("th").textContent),
}));
let links = rows.map((one) => one.link);

function find() {
  const words = fold(search.value).split(/\s+/).filter(Boolean);
  const found = rows.filter((one) => words.every((word) => one.text.includes(word)));
  const kept = new Set(found);
  for (const one of rows) one.row.hidden = !kept.has(one);
  links = found.map((one) => one.link);
  shown.textContent = words.length ? `${found.length} of ${rows.length} ${rows.length === 1 ? "actor" : "actors"} shown` : "";
}

function clear() {
  search.value = "";
  find();
  search.focus();
}

const step = (by) => {
  const at = links.indexOf(/** @type {PageElement} */ (document.activeElement)) + by;
  (at < 0 ? search : links[Math.min(at, links.length - 1)] ?? search).focus();
};
const keys = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: clear,
  "/": () => search.focus(),
};

document.addEventListener("keydown", (event) => {
  const typing = document.activeElement === search;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing && event.key === "Enter") links[0]?.click();
  else if (typing && (event.key === "/" || event.key === "ArrowUp")) return;
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});
search.addEventListener("input", find);
document.getElementById("find").hidden = false;
// a browser that comes back to the page keeps what was typed
find();
})();
