#!/usr/bin/env bash
# Installs what building and testing need. Safe to run again: each step does nothing
# where its result is already there, so a run on a ready machine takes under a second.
#
#   .ci/toolchain.sh                    install what building needs
#   .ci/toolchain.sh --tests            and what the tests need besides
#   eval "$(.ci/toolchain.sh --env)"    the environment to build in
#
# 1. wasm32-unknown-unknown. Where the active rustc has the target, nothing happens.
#    Otherwise, where apt offers Debian's rustc-web family, that is installed, std is
#    built for the target from rust-web-src into that compiler's sysroot, and rustup
#    learns of it under the name $LINK. Otherwise rustup adds the target.
# 2. cargo-leptos, and the wasm-bindgen CLI of exactly Cargo.lock's version,
#    into $LEPTOS_TOOLS_DIR (default ~/.local/share/leptos-tools), so that clones share them.
# 3. The npm tools of end2end/ (tailwindcss, wasm-opt, playwright).
# 4. For the tests, a browser, a PostgreSQL server, LibreOffice Calc and openpyxl.
set -euo pipefail

TARGET=wasm32-unknown-unknown
LINK=debian-web
CARGO_LEPTOS=0.3.11
RUST_MINOR=96 # the oldest compiler that cargo-leptos $CARGO_LEPTOS accepts
NODE_MAJOR=20
TOOLS=${LEPTOS_TOOLS_DIR:-$HOME/.local/share/leptos-tools}
PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
NPM=$PROJECT/end2end
RUSTUP=$(command -v rustup || true)

say() { printf 'toolchain [%ss]: %s\n' "$SECONDS" "$*" >&2; }
need() { # $1 = what is missing, $2 = how to get it
  printf 'toolchain: %s is missing. %s\n' "$1" "$2" >&2
  exit 1
}

root() { # runs as root, where that is possible without asking for a password
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
can_apt() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}
has_candidate() { # not through `grep -q`: it closes the pipe early, and pipefail takes that for a no
  [[ $(apt-cache policy "$1" 2>/dev/null) == *'Candidate: '[0-9]* ]]
}
apt_offers() {
  has_candidate "$1" && return 0
  [ -z "${apt_updated:-}" ] || return 1 # lists may be absent or old: update them once
  root apt-get -qq -o DPkg::Lock::Timeout=600 update >&2 || true
  apt_updated=yes
  has_candidate "$1"
}
apt_install() {
  local missing=() p
  for p in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "apt: ${missing[*]}"
  # each of them: lists that know an old version of one may not know another at all
  for p in "${missing[@]}"; do apt_offers "$p" || return 1; done
  root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=600 \
    install --no-install-recommends "${missing[@]}" >/dev/null
}

has_target() { # $1 = rustc
  compgen -G "$("$1" --print target-libdir --target $TARGET 2>/dev/null)/libcore-*.rlib" >/dev/null
}
# Asked from the project, so that a toolchain file counts; the question never downloads anything.
active_has_target() { # an older compiler's target is of no use
  (cd "$PROJECT" && export RUSTUP_AUTO_INSTALL=0 && command -v rustc >/dev/null && has_target rustc &&
    [ "$(minor_of_active)" -ge $RUST_MINOR ])
}
minor_of_active() { (cd "$PROJECT" && rustc -V | sed 's/^rustc 1\.\([0-9]*\).*/\1/'); }

debian_stamp() { /usr/bin/rustc -vV; }
debian_libdir() { /usr/bin/rustc --print target-libdir --target $TARGET; }
debian_ready() {
  [ -x /usr/bin/rustc ] && [ -f "$(debian_libdir)/.built-by" ] &&
    [ "$(cat "$(debian_libdir)/.built-by")" = "$(debian_stamp)" ]
}
# Runs in a shell of its own: the folder to clean up must outlive the function.
build_debian_std() {
  local rel hash lib
  rel=$(/usr/bin/rustc -vV | sed -n 's/^release: //p')
  hash=$(/usr/bin/rustc -vV | sed -n 's/^commit-hash: //p')
  lib=$(debian_libdir)
  say "building std $rel for $TARGET (about 70 s of CPU)"
  b=$(mktemp -d)
  trap 'rm -rf "$b"' EXIT
  cp -rL "/usr/src/rustc-$rel/library" "$b/library"
  (
    cd "$b/library"
    # what the Rust project's own x.py passes for a std that is shipped
    env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_TARGET -u RUSTC_WRAPPER -u RUSTUP_TOOLCHAIN \
      RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA="std-$rel" \
      CARGO_TARGET_DIR="$b/target" CARGO_PROFILE_DIST_DEBUG=0 \
      RUSTFLAGS="-Zforce-unstable-if-unmarked --remap-path-prefix=$b/library=/rustc/$hash/library" \
      /usr/bin/cargo build --quiet --locked --manifest-path sysroot/Cargo.toml \
      --profile dist --target $TARGET --features backtrace
  ) >&2
  debian_stamp >"$b/.built-by"
  root mkdir -p "$lib"
  root sh -c 'rm -f "$1"/*.rlib && cp "$2"/*.rlib "$1"/ && cp "$3" "$1"/.built-by' \
    sh "$lib" "$b/target/$TARGET/dist/deps" "$b/.built-by"
}
install_debian() {
  apt_install rustc-web cargo-web rust-web-src libstd-rust-web-dev rust-web-clippy rustfmt-web rust-web-llvm
  # rust-lld is a link to a versioned lld that no package depends on
  apt_install "$(readlink /usr/bin/rust-lld)"
  debian_ready || (build_debian_std)
  if [ -n "$RUSTUP" ] && [ "$(cd / && "$RUSTUP" run $LINK rustc --print sysroot 2>/dev/null)" != /usr ]; then
    "$RUSTUP" toolchain link $LINK /usr >&2
  fi
}
install_target() {
  if debian_ready || { can_apt && apt_offers rustc-web; }; then
    install_debian
  elif [ -n "$RUSTUP" ]; then
    say "rustup target add $TARGET"
    (cd "$PROJECT" && "$RUSTUP" target add $TARGET >&2)
  else
    need "a Rust compiler with the target $TARGET" \
      "Install Rust 1.$RUST_MINOR or newer with rustup (https://rustup.rs), then run this again."
  fi
}

print_env() {
  if ! active_has_target && debian_ready; then
    if [ -n "$RUSTUP" ]; then
      echo "export RUSTUP_TOOLCHAIN=$LINK"
    else
      echo 'export PATH="/usr/bin:$PATH"'
    fi
  fi
  echo "export PATH=\"$TOOLS/bin:$NPM/node_modules/.bin:\$PATH\""
  echo "export NODE_PATH=\"$NPM/node_modules\"" # style/main.css imports tailwindcss, which is not above it
}

case "${1:-}" in
  --env) print_env; exit 0 ;;
  '' | --tests) ;;
  *) echo 'usage: .ci/toolchain.sh [--tests | --env]' >&2; exit 2 ;;
esac

unset RUSTUP_TOOLCHAIN # judge the compiler the project would get by itself
active_has_target || install_target
eval "$(print_env)"
minor=$(minor_of_active)
[ "$minor" -ge $RUST_MINOR ] || need "Rust 1.$RUST_MINOR or newer" "The active compiler is 1.$minor: run \`rustup update\`."
command -v cc >/dev/null || { can_apt && apt_install gcc libc6-dev; } ||
  need 'a C compiler' 'Install gcc or clang: SQLite is compiled from source.'

installed() { [ -x "$TOOLS/bin/$1" ] && "$TOOLS/bin/$1" --version 2>/dev/null | grep -w -- "$2" >/dev/null; }
# The tools are compiled for short compile times: as shipped (fat LTO, one codegen unit) cargo-leptos
# alone takes an hour on two cores. cargo-leptos compresses the site in its own process, and brotli's
# code is generic, so it is generated in the cargo-leptos crate itself: these crates stay optimised.
light=(env -u RUSTFLAGS -u CARGO_TARGET_DIR
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
  CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=true)
if ! installed cargo-leptos $CARGO_LEPTOS; then
  say "compiling cargo-leptos $CARGO_LEPTOS into $TOOLS (15 to 30 minutes on two cores, once per machine)"
  hot=()
  for crate in cargo-leptos brotli alloc-no-stdlib alloc-stdlib libflate libflate_lz77; do
    hot+=(--config "profile.release.package.$crate.opt-level=2")
  done
  (cd / && "${light[@]}" CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo "${hot[@]}" install --quiet --locked --root "$TOOLS" --force \
    --features no_downloads cargo-leptos --version $CARGO_LEPTOS)
fi
wb=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p}' "$PROJECT/Cargo.lock")
if ! installed wasm-bindgen "$wb"; then
  say "compiling wasm-bindgen-cli $wb into $TOOLS (about 4 minutes on two cores, once per machine)"
  # its default feature is TLS for the test runner's remote web drivers
  wbcli=(--root "$TOOLS" --force --no-default-features --bin wasm-bindgen wasm-bindgen-cli --version "$wb")
  # It reads the whole unoptimised program at each build of the site: opt-level 1 pays.
  # Its own lock file can name a crate too new for a registry that lags.
  (cd / && export CARGO_PROFILE_RELEASE_OPT_LEVEL=1
    "${light[@]}" cargo install --quiet --locked "${wbcli[@]}" ||
      { say 'again, without --locked'; "${light[@]}" cargo install --quiet "${wbcli[@]}"; })
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  can_apt && apt_install nodejs npm || need 'Node.js' "Install Node.js $NODE_MAJOR or newer, with npm."
fi
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge $NODE_MAJOR ] ||
  need "Node.js $NODE_MAJOR or newer" "$(node --version) is installed."
if ! cmp -s "$NPM/package-lock.json" "$NPM/node_modules/.installed-lock"; then
  say 'npm ci'
  (cd "$NPM" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2 &&
    cp package-lock.json node_modules/.installed-lock)
fi

[ "${1:-}" = --tests ] || exit 0
if [ ! -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  if can_apt && apt_offers chromium; then
    apt_install chromium
  else
    (cd "$NPM" && npx playwright install chromium >&2) ||
      need 'a browser for the tests' 'Install Chromium and set CHROMIUM to its path.'
  fi
fi
# Spreadsheets are written and read with two other programs. Some 220 MB, half a minute.
if ! command -v soffice >/dev/null || ! "${PYTHON:-/usr/bin/python3}" -c 'import openpyxl' 2>/dev/null; then
  { can_apt && apt_install libreoffice-calc python3-openpyxl; } ||
    need 'LibreOffice Calc or openpyxl for the tests' 'Install LibreOffice, Python 3 and openpyxl so that `soffice` is found, and set PYTHON.'
fi
if ! "$PROJECT/.ci/postgres.sh" --find >/dev/null; then
  { can_apt && apt_install postgresql; } ||
    need 'a PostgreSQL server for the tests' 'Install PostgreSQL 13 or newer so that `initdb` and `pg_ctl` are found.'
fi
