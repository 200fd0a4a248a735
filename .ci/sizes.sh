#!/usr/bin/env bash
# Prints what the site's files weigh, raw and as they are sent, and fails above .ci/budget.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

site=${1:-target/site}
[ -d "$site/pkg" ] || { echo "sizes.sh: no site in $site; run \`make test\` or \`make build\` first" >&2; exit 2; }

weigh() { # $1 = extension; the sum over the files with it. The writer of passages is loaded by one page, and apart.
  local names=(-name "*.$1" -not -name 'writer.*')
  case $1 in writer*) names=(-name "writer.*.js${1#writer}") ;; esac
  find "$site/pkg" -type f "${names[@]}" -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

over=0
printf '%-6s %22s %22s %22s\n' '' 'raw (budget)' 'gzip (budget)' 'brotli (budget)'
while read -r kind raw gzip brotli; do
  case $kind in '' | '#'*) continue ;; esac
  line=$(printf '%-6s' "$kind")
  for pair in "$kind $raw" "$kind.gz $gzip" "$kind.br $brotli"; do
    read -r extension budget <<<"$pair"
    size=$(weigh "$extension")
    mark=' '
    [ "$size" -gt 0 ] || { echo "sizes.sh: no .$extension in $site/pkg" >&2; exit 2; }
    [ "$size" -le "$budget" ] || { mark='!'; over=1; }
    line+=$(printf ' %21s%s' "$size ($budget)" "$mark")
  done
  echo "$line"
done <.ci/budget
fonts=$(find "$site" -name '*.woff2' -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }')
echo "fonts  $fonts raw, of which a page loads what it uses"
[ $over -eq 0 ] || { echo 'sizes.sh: over budget where marked !' >&2; exit 1; }
