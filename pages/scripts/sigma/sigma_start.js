// What starts the drawing on a page that sigma draws, and what happens in a browser that cannot do so.

const MOST_WITHOUT_WEBGL = { nodes: 2000, edges: 8000 };

function hasWebgl() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

// The libraries lie in the page as text, and only what is needed is read, under the nonce of the page's policy: sigma
// fails at once without WebGL. A page of a site has linked to them.
function readWaiting(id) {
  const waiting = document.getElementById(id);
  if (!waiting) return;
  const script = el("script", { nonce: document.querySelector("script[nonce]").nonce });
  script.textContent = waiting.textContent;
  document.body.append(script);
}

function sayWithoutWebgl() {
  const why = "This browser offers no WebGL, which draws large networks. ";
  const what = data.limited ? "Only a part is drawn at a time; search, lists and evidence hold everything."
    : "The network is drawn in another way, which may be slower.";
  document.querySelector("main").prepend(el("p", { id: "no-webgl", class: "notice", role: "note" }, why, what));
}

// A graphics card that is reset, or a tab that slept, takes with it what WebGL held; the address keeps where one was.
function sayLost() {
  if (document.getElementById("lost-webgl")) return;
  const again = el("button", { type: "button", class: "link", onclick: drawAgain }, "Draw it again");
  const why = "The browser has taken back the memory that the network was drawn in. Lists and evidence still work. ";
  document.querySelector("main").prepend(el("p", { id: "lost-webgl", class: "notice", role: "alert" }, why, again));
}

// What was chosen in this moment is not in the address yet.
function drawAgain() {
  writeAddress();
  location.reload();
}

function startDrawing() {
  if (hasWebgl()) {
    ["for-sigma", "sigma"].forEach(readWaiting);
    return sigmaDrawing();
  }
  data.limited = data.nodes.size > MOST_WITHOUT_WEBGL.nodes || data.edges.size > MOST_WITHOUT_WEBGL.edges;
  sayWithoutWebgl();
  readWaiting("vis");
  return visDrawing();
}
