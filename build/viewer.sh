#!/usr/bin/env bash
# Bundles the page's film viewer (Cornerstone3D) into artifacts/viewer, where it is missing or older than its sources.
# Needs Node.js 18 or later and npm; where they are missing it says so, and the page shows films in a plain viewer.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
source=$root/src/Trabecula.Server/Viewer out=$root/artifacts/viewer
say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

if [ -e "$out/viewer.js" ] && [ -z "$(find "$source" -maxdepth 1 -type f -newer "$out/viewer.js" -print -quit)" ]; then exit 0; fi
if ! command -v npm > /dev/null || ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2> /dev/null; then
    say 'Node.js 18 or later and npm are not there (Debian: nodejs npm): the page will show films in a plain viewer.'
    exit 0
fi
mkdir -p "$out"
exec 9> "$out/.lock"
flock 9
[ -e "$out/viewer.js" ] && [ -z "$(find "$source" -maxdepth 1 -type f -newer "$out/viewer.js" -print -quit)" ] && exit 0
begun=$SECONDS work=$out/work
rm -rf "$work"
mkdir -p "$work"
cp "$source"/*.js "$source"/*.mjs "$source"/package*.json "$work"
say 'bundling the film viewer, a minute or two the first time'
if ! (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs "$out/new") > "$out/build.log" 2>&1; then
    say "the viewer could not be bundled (artifacts/viewer/build.log tells why): the page will show films in a plain viewer."
    exit 0
fi
cp "$work/node_modules/axe-core/axe.min.js" "$out/axe.min.js"
mv -f "$out/new/viewer.js.LEGAL.txt" "$out/viewer.js.LEGAL.txt"
mv -f "$out/new/viewer.js" "$out/viewer.js"
rm -rf "$work" "$out/new"
say "bundled in $((SECONDS - begun)) s"
