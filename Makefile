# `make demo` builds the program, reads the reference page and shows the graph. `make test` runs all tests.
SHELL := /usr/bin/env bash
ENV := set -euo pipefail; source target/tools/env;

.PHONY: setup demo test check shapes clean-demo

setup:
	@bash scripts/setup.sh

demo: setup
	@$(ENV) cargo build --release
	@bash scripts/demo.sh

test: setup
	@$(ENV) cargo test --release

shapes: setup
	@$(ENV) bash scripts/check_shapes.sh

# Everything that continuous integration runs.
check:
	@bash .ci/run

clean-demo:
	rm -rf demo
