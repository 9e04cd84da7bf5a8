// The search for an actor by name: at the top of the page, and wherever an actor is asked for.

/** @returns {ActorNode[]} */
function found(words) {
  const wanted = folded(words).trim();
  if (!wanted) return [];
  const ranked = data.hubs.map((node) => ({ node, rank: rankOf(node, wanted) })).filter(({ rank }) => rank < 4);
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, 8).map(({ node }) => node);
}

// The name or code itself, then a word's beginning, then the inside of a word, then whom it acts for.
function rankOf(node, wanted) {
  const name = folded(node.name);
  if (name.startsWith(wanted) || folded(node.iso3) === wanted) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  if (name.includes(wanted)) return 2;
  return folded(node.of).includes(wanted) ? 3 : 4;
}

// A field and its list of matches, as the keyboard and a screen reader know it.
function startField(input, results, choose) {
  let chosen = 0;
  const show = () => {
    const matches = found(input.value);
    chosen = Math.max(0, Math.min(chosen, matches.length - 1));
    showMatches(input, results, matches, chosen, choose);
    return matches;
  };
  input.addEventListener("input", () => { chosen = 0; show(); });
  input.addEventListener("blur", () => setTimeout(() => hideMatches(input, results), 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") chosen += event.key === "ArrowDown" ? 1 : -1;
    else if (event.key === "Escape") input.value = "";
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    const matches = show();
    if (event.key === "Enter" && matches.length) choose(matches[chosen]);
  });
}

function showMatches(input, results, matches, chosen, choose) {
  const none = input.value.trim() && !matches.length ? [el("li", { class: "none" }, "No actor by that name")] : [];
  results.replaceChildren(...matches.map((node, i) => searchOption(results, node, i, i === chosen, choose)), ...none);
  results.hidden = !results.childElementCount;
  input.setAttribute("aria-expanded", String(!results.hidden));
  if (matches.length) input.setAttribute("aria-activedescendant", `${results.id}-${chosen}`);
  else input.removeAttribute("aria-activedescendant");
}

function hideMatches(input, results) {
  results.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function startSearch() {
  const [input, results] = [document.getElementById("search"), document.getElementById("found")];
  startField(input, results, (node) => {
    input.value = "";
    hideMatches(input, results);
    pick({ node: node.id }, { centre: true, move: true });
  });
}

// A field of the panel that asks for one actor; `name` tells it from the others there.
function actorField(name, words, choose) {
  const results = el("ul", { id: `${name}-found`, class: "found", role: "listbox", "aria-label": "Actors found", hidden: true });
  const input = el("input", {
    id: name, type: "text", enterkeyhint: "search", autocomplete: "off", spellcheck: "false", placeholder: "Name an actor",
    role: "combobox", "aria-expanded": "false", "aria-controls": results.id, "aria-autocomplete": "list",
  });
  startField(input, results, (node) => {
    input.value = node.name;
    hideMatches(input, results);
    choose(node);
  });
  return el("div", { class: "field" }, el("label", { for: name }, words), input, results);
}

function searchOption(list, node, i, chosen, choose) {
  const about = { id: `${list.id}-${i}`, role: "option", "aria-selected": String(chosen) };
  const sample = kindSample(node.kind, node.iso3?.slice(0, 3) ?? "S");
  const option = el("li", about, sample, el("span", { dir: "auto" }, node.name), node.of ? el("small", {}, `of ${node.of}`) : null);
  option.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(node); });
  return option;
}
