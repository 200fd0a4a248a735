#!/usr/bin/env bash
# A PostgreSQL server of its own for one command, on a free port, gone afterwards.
#
#   .ci/postgres.sh COMMAND...    runs the command with TEST_DATABASE_URL set
#   .ci/postgres.sh               keeps the server until Ctrl-C and prints its address
#   .ci/postgres.sh --find        prints the folder of the server's programs
#
# The data is in a temporary folder and is not made safe against a crash. The server refuses
# to run as root, so as root it runs as the user `postgres` (or `nobody`).
set -euo pipefail

find_programs() {
  local d
  for d in "${PGBIN:-}" /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/pgsql-*/bin \
    "$(dirname "$(readlink -f "$(command -v initdb || true)")" 2>/dev/null || true)"; do
    if [ -n "$d" ] && [ -x "$d/initdb" ] && [ -x "$d/pg_ctl" ]; then
      echo "$d"
      return 0
    fi
  done
  return 1
}

bin=$(find_programs) || { echo 'postgres.sh: no initdb found; install a PostgreSQL server' >&2; exit 1; }
if [ "${1:-}" = --find ]; then
  echo "$bin"
  exit 0
fi

dir=$(mktemp -d /tmp/giaoban-pg.XXXXXX)
as=()
if [ "$(id -u)" = 0 ]; then
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  chown "$user" "$dir"
  as=(runuser -u "$user" --)
fi
server() { (cd "$dir" && "${as[@]}" "$@"); }
stop() {
  [ -f "$dir/data/postmaster.pid" ] && server "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true
  rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

server "$bin/initdb" -D "$dir/data" -U giaoban --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
  >"$dir.log" 2>&1 || { cat "$dir.log" >&2; rm -f "$dir.log"; exit 1; }
rm -f "$dir.log"
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
started=
for _ in 1 2 3; do # another program may take the port in between
  port=$(free_port)
  if server "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 -s \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$dir' -c max_connections=300 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start; then
    started=yes
    break
  fi
done
[ -n "$started" ] || { cat "$dir/log" >&2; exit 1; }

export TEST_DATABASE_URL=postgres://giaoban@127.0.0.1:$port/postgres
if [ $# -gt 0 ]; then
  "$@"
else
  echo "$TEST_DATABASE_URL"
  while :; do sleep 3600 & wait $!; done
fi
