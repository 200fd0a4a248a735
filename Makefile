# `make help` lists the targets. What a recipe needs of the machine, .ci/toolchain.sh installs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# Clones may share one folder for what cargo compiles. The site belongs to the clone all the same.
export CARGO_TARGET_DIR ?= $(CURDIR)/target
SITE := $(CURDIR)/target/site
SITE_STAMP := target/site.stamp
ADDR ?= 127.0.0.1:3000
# For `make unit` and `make e2e`: what to run, as their runners take it.
ARGS ?=

STEP := .ci/step
# One process a test where nextest is installed; else one test at a time, because Leptos holds back the
# resources of every page in the process while another router lists its routes (leptos#4773).
CARGO_TEST := $(shell command -v cargo-nextest >/dev/null 2>&1 && echo 'cargo nextest run' || \
	echo 'env RUST_TEST_THREADS=1 cargo test --quiet')
# The server's own folders never reach the browser, so a change there leaves the site alone.
SITE_SOURCES := $(shell find src style public -type f \
	-not -path '*/server/*' -not -path 'src/tests/*' -not -path 'src/bench/*' -not -path 'src/chart/golden/*' -not -path 'src/main.rs' \
	-not -name '*.py' 2>/dev/null) \
	Cargo.toml Cargo.lock .cargo/config.toml end2end/package-lock.json .ci/writer.sh
SERVER_SOURCES := $(shell find src migrations -type f 2>/dev/null) Cargo.toml Cargo.lock .cargo/config.toml

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.PHONY: run
run: build ## Build, load the demonstration into data/ the first time, serve on ADDR
	@dist/giaoban sample load bac-kan-2016 --if-empty
	@exec dist/giaoban serve --addr $(ADDR)

.PHONY: build
build: toolchain dist/giaoban ## Make the release, one file: dist/giaoban

.PHONY: test
test: toolchain-tests $(SITE_STAMP) unit e2e ## Every test: unit and service tests on SQLite and PostgreSQL, then the browser's

.PHONY: lint
lint: toolchain ## Formatting and lints, of the server and of the browser side
	@$(STEP) 'Cargo.lock fits Cargo.toml' cargo metadata --locked --format-version 1 >/dev/null
	@$(STEP) 'formatting' cargo fmt --all --check
	@$(STEP) 'lints, server' cargo clippy --quiet --features ssr --all-targets -- -D warnings
	@$(STEP) 'lints, browser' cargo clippy --quiet --lib --features hydrate --target wasm32-unknown-unknown -- -D warnings
	@$(STEP) 'types, browser tests' tsc -p end2end
	@$(STEP) 'types, writer of passages' tsc -p src/report/view/edit/writer

.PHONY: fmt
fmt: ## Format the code
	@$(STEP) 'formatting' cargo fmt --all

.PHONY: dev
dev: toolchain ## Serve from data/, build and reload at each change
	@.ci/writer.sh target/site
	@GIAOBAN_SITE_ROOT=target/site GIAOBAN_ADDR=$(ADDR) LEPTOS_SITE_ADDR=$(ADDR) \
		$(STEP) 'watching' cargo leptos watch -- serve

.PHONY: unit
unit: server ## Unit and service tests alone, on SQLite and on PostgreSQL
	@$(STEP) 'tests on SQLite and PostgreSQL' .ci/postgres.sh $(CARGO_TEST) --features ssr --no-fail-fast $(ARGS)

.PHONY: e2e
e2e: server $(SITE_STAMP) ## The browser's tests alone (ARGS="tests/sign_in.spec.ts --project=tablet")
	@GIAOBAN_BIN=$(CARGO_TARGET_DIR)/debug/giaoban GIAOBAN_SITE_ROOT=$(SITE) \
		$(STEP) 'tests in the browser' .ci/postgres.sh playwright test --config end2end $(ARGS)

.PHONY: bench
bench: build ## Measure the release against its peers, its ceilings and its goals
	@$(STEP) 'benchmark' .ci/bench.sh $(ARGS)

.PHONY: paint
paint: build ## Measure a first visit on a throttled phone, with lighthouse
	@$(STEP) 'first visits' .ci/paint.sh

.PHONY: sizes
sizes: $(SITE_STAMP) ## What a first visit loads, against .ci/budget
	@.ci/sizes.sh

.PHONY: clean-data
clean-data: ## Throw away the data of `make run`
	rm -rf data

.PHONY: toolchain toolchain-tests
toolchain:
	@.ci/toolchain.sh
toolchain-tests:
	@.ci/toolchain.sh --tests

# The test server: one dev build serves the unit tests and, with the site from its folder, the browser's.
.PHONY: server
server: toolchain-tests
	@$(STEP) 'server and tests, dev' cargo test --quiet --features ssr --no-run

$(SITE_STAMP): $(SITE_SOURCES) | toolchain
	@rm -f $@
	@$(STEP) 'browser side' cargo leptos build --release --frontend-only --precompress
	@$(STEP) 'writer of passages' .ci/writer.sh $(SITE)
	@touch $@

# rust-embed takes the site's folder from GIAOBAN_SITE.
dist/giaoban: $(SITE_STAMP) $(SERVER_SOURCES) | toolchain
	@GIAOBAN_SITE=$(SITE) $(STEP) 'server, release' cargo build --quiet --release --features embed --bin giaoban
	@mkdir -p dist
	@cp $(CARGO_TARGET_DIR)/release/giaoban $@.new && mv $@.new $@
