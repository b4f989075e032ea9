# make demo: a bare Debian 12+ or Ubuntu 24.04+ machine to a finished package in out/.
# make test: set-up and the whole test suite.

BIN := .venv/bin
SAMPLE := samples/accepted/municipal

# Compiled once, as when installed: the tests start the command line some hundred times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-long lint setup setup-test clean

demo: setup
	$(BIN)/bayu-docs build $(SAMPLE) -o out
	@echo
	@echo "The finished package is in out/. Begin with out/00_电子档.pdf and out/检查报告.html"

test: lint
	$(BIN)/pytest -n 2 --dist worksteal

test-long: lint
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -n 2 --dist worksteal --durations 20

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup:
	@.ci/setup demo

setup-test:
	@.ci/setup test

clean:
	rm -rf out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +
