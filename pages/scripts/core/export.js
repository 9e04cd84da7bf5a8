// What leaves the page: the picture as a file, and paper.

// The name comes from the title alone: the same picture has the same name at any time.
function fileName(ending) {
  const words = folded(document.querySelector("h1").textContent).match(/[\p{L}\p{N}]+/gu) ?? ["network"];
  return `${Array.from(words.join("-")).slice(0, 80).join("")}.${ending}`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`Saved as ${name}.`);
}

const saveSvg = () => download(new Blob([pictureText()], { type: "image/svg+xml" }), fileName("svg"));

// The same picture on a canvas of twice its size; an image from a data: address is all that the page's policy allows.
async function savePng() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pictureText())}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => download(blob, fileName("png")), "image/png");
}

// Paper gets every row, the legend unfolded, and the picture in place of the canvas, which would be cut.
function beforePrint() {
  state.printing = true;
  document.getElementById("legend-box").open = true;
  document.getElementById("print-drawing").replaceChildren(picture());
  renderLists();
}

function afterPrint() {
  state.printing = false;
  document.getElementById("legend-box").open = isWide();
  document.getElementById("print-drawing").replaceChildren();
  renderLists();
}
