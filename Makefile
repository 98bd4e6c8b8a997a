# `make demo` builds the program, reads the reference page and shows the graph. `make test` runs all tests.
SHELL := /usr/bin/env bash
ENV := set -euo pipefail; source target/tools/env;

.PHONY: setup demo test check shapes serve web-test python-wheel python-test clean-demo

setup:
	@bash scripts/setup.sh

demo: setup
	@$(ENV) cargo build --release
	@bash scripts/demo.sh

test: setup
	@$(ENV) cargo test --release

shapes: setup
	@$(ENV) bash scripts/check_shapes.sh

# The Python package: a wheel in target/wheels; its tests, with the notebook.
python-wheel: setup
	@bash scripts/python_tests.sh wheel

python-test: setup
	@bash scripts/python_tests.sh

# The store of data/articles with the explorer at http://127.0.0.1:7878/ (the explorer where npm is there, else plain pages).
serve: setup
	@$(ENV) cargo build --release --quiet
	@bash scripts/web_build.sh
	@bash scripts/serve.sh

# The explorer in a real browser.
web-test: setup
	@$(ENV) cargo build --release --quiet
	@bash scripts/web_tests.sh

# Everything that continuous integration runs.
check:
	@bash .ci/run

clean-demo:
	rm -rf demo
