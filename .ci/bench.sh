#!/usr/bin/env bash
# Builds the measuring program and runs it on dist/giaoban.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
GIAOBAN_SITE=$PWD/target/site cargo build --quiet --release --features embed --bin bench
# The measuring program finds the PostgreSQL server by its address.
exec .ci/postgres.sh "${CARGO_TARGET_DIR:-target}/release/bench" dist/giaoban "$@"
