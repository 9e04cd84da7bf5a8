// Checks the types of the page's scripts, each renderer's together: node tools/check_types.mjs TSC
// With --list it only says which files it checks together, as JSON.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PAGES, scopes } from "./manifest.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

function check(tsc, folder, [name, scripts]) {
  const project = path.join(folder, `tsconfig.${name}.json`);
  const files = [...scripts.map((one) => fileURLToPath(new URL(one, PAGES))), here("page.d.ts")];
  fs.writeFileSync(project, JSON.stringify({ extends: here("tsconfig.json"), files }));
  return spawnSync(tsc, ["--project", project], { stdio: "inherit" }).status === 0;
}

const [tsc] = process.argv.slice(2);
if (tsc === "--list") {
  console.log(JSON.stringify(scopes()));
} else {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "types-"));
  const failed = Object.entries(scopes()).filter((scope) => !check(tsc, folder, scope));
  fs.rmSync(folder, { recursive: true });
  process.exitCode = failed.length ? 1 : 0;
}
