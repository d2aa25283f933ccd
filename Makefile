# Set-up and daily work. Everything happens in .venv; nothing outside this folder is touched,
# except that `make test` installs Debian's Chromium and nginx when it runs as root and finds none.
# Relative paths only, so that a folder with a space in its name works.

PYTHON ?= python3
BIN := .venv/bin/python

.PHONY: run test audit soak bench pictures toegankelijk lint format lock clean help

help: ## what can be made here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/'

run: .venv/runtime ## install, load the embedded data, start the app and print its address
	$(BIN) -m ivbgeo demo
	$(BIN) -m ivbgeo serve

test: .venv/development ## every test, the browser's too
	$(BIN) -m tests.browser.chromium
	$(BIN) -m tests.browser.nginx
	$(BIN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

audit: .venv/development ## ask whether a leak is known in what the app runs on
	$(BIN) -m pip install --disable-pip-version-check -q pip-audit==2.10.1 || echo "pip-audit can't be installed here"
	$(BIN) -m tests.audit

soak: .venv/development ## the tests that have a long form, in that form (takes hours)
	SOAK=$${SOAK:-50} $(BIN) -m pytest -m soak

bench: .venv/bench ## the engine beside its peers: a table of ratios (takes long)
	$(BIN) -m benchmarks

pictures: .venv/development ## the screenshots of the documents, made by the browser tests
	TEST_SCREENSHOTS=docs/images $(BIN) -m pytest tests/browser/pictures.py

toegankelijk: .venv/development ## what axe-core finds on each page, written into docs/toegankelijkheid.md
	TEST_WRITE_REPORT=1 $(BIN) -m pytest tests/browser/test_accessible.py

lint: .venv/development ## style, types and the direction of imports
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	.venv/bin/lint-imports

format: .venv/development ## let ruff put the code in shape
	$(BIN) -m ruff format .
	$(BIN) -m ruff check --fix .

lock: .venv/development ## compile requirements*.txt from pyproject.toml
	$(BIN) -m pip install -q uv==0.13.9
	$(BIN) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header pyproject.toml -o requirements.txt
	$(BIN) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --extra dev --extra ogc -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --extra compiled -c requirements.txt pyproject.toml -o requirements-compiled.txt
	$(BIN) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --extra bench -c requirements.txt pyproject.toml -o requirements-bench.txt
	$(BIN) -m uv pip compile -q --universal --python-version 3.11 --no-annotate --no-header --extra ogc -c requirements.txt pyproject.toml -o requirements-ogc.txt

clean: ## remove the environment; the store in var/ stays
	rm -rf .venv static/areas static/built

.venv/created:
	$(PYTHON) -c 'import sys; sys.exit("ivbgeo needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	touch $@

.venv/runtime: .venv/created requirements.txt requirements-compiled.txt pyproject.toml
	@echo "Installing the packages of requirements.txt into .venv; the first time takes a few minutes"
	$(BIN) -m pip install --disable-pip-version-check -q -r requirements.txt
	$(BIN) -m pip install --disable-pip-version-check -q --only-binary :all: -r requirements-compiled.txt || echo "Numba can't be installed here: placing points goes by NumPy, with the same answers, more slowly"
	touch $@

.venv/development: .venv/runtime requirements-dev.txt
	@echo "Installing what the tests need"
	$(BIN) -m pip install --disable-pip-version-check -q -r requirements-dev.txt
	$(BIN) -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	touch $@

.venv/bench: .venv/development requirements-bench.txt
	@echo "Installing the peers to compare with"
	$(BIN) -m pip install --disable-pip-version-check -q -r requirements-bench.txt
	touch $@
