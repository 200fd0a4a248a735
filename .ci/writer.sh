#!/usr/bin/env bash
# Bundles the writer of passages (src/report/view/edit/writer) into a built site: pkg/writer.<hash>.js with its
# compressed forms, as cargo-leptos makes them of the rest.
#
#   .ci/writer.sh [SITE]    default: target/site
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

pkg=${1:-target/site}/pkg
mkdir -p "$pkg"
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
NODE_PATH=$PWD/end2end/node_modules end2end/node_modules/.bin/esbuild src/report/view/edit/writer/writer.ts \
  --bundle --minify --format=esm --target=es2022 --legal-comments=none --log-level=warning --outfile="$new/writer.js"
node - "$new/writer.js" "$pkg" <<'JS'
const { readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { brotliCompressSync, constants, gzipSync } = require('node:zlib');
const [from, pkg] = process.argv.slice(2);
const code = readFileSync(from);
const name = `writer.${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`;
for (const old of readdirSync(pkg)) if (old.startsWith('writer.')) rmSync(`${pkg}/${old}`);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length };
writeFileSync(`${pkg}/${name}.br`, brotliCompressSync(code, { params }));
writeFileSync(`${pkg}/${name}.gz`, gzipSync(code, { level: 9 }));
writeFileSync(`${pkg}/${name}`, code);
JS
