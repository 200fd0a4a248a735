#!/usr/bin/env bash
# Measures a first visit of reading pages on a throttled phone (slow 4G, a processor four times slower) with
# lighthouse, on the release and a fresh sample: prints what is transferred, the largest paint and the blocking
# time, the middle of three runs each, and fails above the goals.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

LIGHTHOUSE=lighthouse@12.8.2
# Bytes for what must be there before a page can be read: the document, its styles and its fonts.
READABLE=60000
PAINT_MS=1800
BLOCKING_MS=100

dir=$(mktemp -d "${TMPDIR:-/tmp}/giaoban-paint.XXXXXX")
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$dir"
}
trap finish EXIT

database="sqlite://$dir/paint.db?mode=rwc"
dist/giaoban sample load --database-url "$database" bac-kan-2016 --password do-toc-do-2016 >/dev/null
dist/giaoban serve --database-url "$database" --addr 127.0.0.1:0 >"$dir/log" 2>&1 &
server=$!
for _ in $(seq 100); do
  site=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$dir/log" | head -n 1) && [ -n "$site" ] && break
  sleep 0.1
done
[ -n "${site:-}" ] || { echo 'paint.sh: the server does not answer' >&2; exit 1; }

phone='Mozilla/5.0 (Linux; Android 14; Mobile) Chrome/140.0 Mobile Safari/537.36'
curl -sf -o /dev/null -c "$dir/cookies" -A "$phone" --data-urlencode username=reader \
  --data-urlencode password=do-toc-do-2016 -d device=phone "$site/login"
cookie=$(awk '$6 != "" && !/^# / { printf "%s%s=%s", sep, $6, $7; sep = "; " }' "$dir/cookies")
[ -n "$cookie" ] || { echo 'paint.sh: nobody could sign in' >&2; exit 1; }
printf '{"Cookie": "%s"}' "$cookie" >"$dir/headers.json"

twelve=$(printf 'indicator=GD%02d&' $(seq 12))
over=0
printf '%-26s %10s %10s %12s %12s\n' page 'kB readable' 'kB all' 'largest, ms' 'blocking, ms'
measure() { # $1 = name, $2 = path
  local run
  for run in 1 2 3; do
    CHROME_PATH=${CHROMIUM:-/usr/bin/chromium} npx --yes "$LIGHTHOUSE" "$site$2" --quiet --only-categories=performance \
      --extra-headers="$dir/headers.json" --output=json --output-path="$dir/$run.json" \
      --chrome-flags='--headless=new --no-sandbox' >/dev/null
  done
  node - "$1" "$READABLE" "$PAINT_MS" "$BLOCKING_MS" "$dir"/{1,2,3}.json <<'JS' || over=1
const [name, readable, paint, blocking, ...files] = process.argv.slice(2);
const runs = files.map((it) => JSON.parse(require('fs').readFileSync(it, 'utf8')));
const middle = (of) => runs.map(of).sort((a, b) => a - b)[1];
const sent = (it, of) => it.audits['network-requests'].details.items.filter(of).reduce((sum, it) => sum + it.transferSize, 0);
const first = ({ resourceType }) => ['Document', 'Stylesheet', 'Font'].includes(resourceType);
const found = {
  read: middle((it) => sent(it, first)),
  all: middle((it) => sent(it, () => true)),
  paint: middle((it) => it.audits['largest-contentful-paint'].numericValue),
  blocking: middle((it) => it.audits['total-blocking-time'].numericValue),
};
const mark = (value, most) => (value > most ? '!' : ' ');
console.log(
  name.padEnd(26),
  `${(found.read / 1000).toFixed(1)}${mark(found.read, readable)}`.padStart(11),
  (found.all / 1000).toFixed(1).padStart(10),
  `${found.paint.toFixed(0)}${mark(found.paint, paint)}`.padStart(12),
  `${found.blocking.toFixed(0)}${mark(found.blocking, blocking)}`.padStart(12),
);
process.exit(found.read > readable || found.paint > paint || found.blocking > blocking ? 1 : 0);
JS
}
measure 'twelve charts' "/compare?${twelve}unit=all&period=2015-H1&period=2016-H1&chart=multiples"
measure 'sector card' '/sectors/GD?period=2016-H1'
measure 'indicator' '/indicators/GD11?period=2016-H1'
[ $over -eq 0 ] || { echo 'paint.sh: over the goal where marked !' >&2; exit 1; }
