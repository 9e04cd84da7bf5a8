// What the manifest of the page's scripts says, for the gates that run in Node.js.

import fs from "node:fs";

export const PAGES = new URL("../pages/", import.meta.url);
const { bundles, renderers, overview } = JSON.parse(fs.readFileSync(new URL("manifest.json", PAGES), "utf8"));

// The scripts of a renderer in their order, with those of a bundle where it is named.
export const scriptsOf = (name) => renderers[name].scripts.flatMap((one) => bundles[one] ?? [one]);

// Scripts that share a scope are checked together; all of them at once would hold the renderers' common names twice.
export const scopes = () => ({ ...Object.fromEntries(Object.keys(renderers).map((name) => [name, scriptsOf(name)])), overview });
