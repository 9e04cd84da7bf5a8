#!/bin/sh
# Installs what the gates of the page take from npm into a folder: exactly what requirements/node pins.
# Without Node.js and npm it says so and leaves those gates out; in CI (CI=true) that is a failure.
set -eu
folder=$1
mkdir -p "$folder"
if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
    echo "no Node.js 18 or later with npm: the gates of the page's scripts, of valid HTML and of accessibility are left out" >&2
    [ "${CI:-}" != true ]
    exit
fi
echo 'installing what the gates of the page need (some 130 MB, once)' >&2
cp requirements/node/package.json requirements/node/package-lock.json "$folder/"
# Not "npm ci": it wants the linter's builds for every system in the lock, and some registries hold only some of them.
npm install --no-save --prefix "$folder" --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved --loglevel=error >/dev/null
touch "$folder/installed"
