# `make` lists what can be done. `make run` and `make test` also work as the very first command in a fresh clone.

PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
UV ?= uv
FORMS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
PYTEST := $(PY) -m pytest
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run demo test check test-postgres test-browser test-faults test-forms bench passports setup lock screenshots

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp ## start: Telegram with BOT_TOKEN in .env, otherwise the demo chat on 127.0.0.1:8080
	@$(PY) -m bot run

demo: $(VENV)/run.stamp ## start the demo chat, whatever stands in .env
	@$(PY) -m bot demo

test: $(VENV)/dev.stamp ## run the tests; a few minutes
	$(PYTEST) --numprocesses=$$($(PY) -c "import os; print(min(4, os.cpu_count() + 1))") --dist=worksteal

check: $(VENV)/dev.stamp ## lint, formatting, types, import rules
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test-postgres: $(VENV)/dev.stamp ## the stories of the storage once more on PostgreSQL, which has to be installed
	$(PYTEST) tests/postgres

test-browser: $(VENV)/dev.stamp ## try the demo page in headless Chromium, which has to be installed
	$(PYTEST) tests/browser

test-faults: $(VENV)/dev.stamp ## kill, starve and confuse the real process; several minutes
	$(PYTEST) tests/faults

test-forms: $(VENV)/dev.stamp ## walk through other people's questionnaires: make test-forms FORMS=folder
	@test -n "$(FORMS)" || { echo "Say where the .xlsx forms are: make test-forms FORMS=folder" >&2; exit 2; }
	$(PY) -m tests.surveys.foreign "$(FORMS)"

bench: $(VENV)/bench.stamp ## measure speed against its peers on this machine
	$(PY) -m benchmarks

passports: $(VENV)/dev.stamp ## write docs/indicators.md from the passports of the indicators
	$(PY) -m tools.write_passports

setup: $(VENV)/dev.stamp ## make .venv with everything that development needs

lock: ## write requirements/*.txt from *.in; needs uv
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: install it, or say where it is: make lock UV=path" >&2; exit 1; }
	$(COMPILE) requirements/run.in -o requirements/run.txt
	$(COMPILE) requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) requirements/bench.in -c requirements/dev.txt -o requirements/bench.txt

screenshots: $(VENV)/dev.stamp ## take the README's pictures from the real page
	$(PY) -m tests.browser.take_pictures

# Each set has a stamp of its own, so that running installs no test tools and testing no peers of the benchmarks. The
# development set contains the one for running, and the one for benchmarks comes on top of both.

$(VENV)/run.stamp: requirements/run.txt | $(VENV)/made.stamp
	@echo "Installing what the program needs: a minute or two, this once"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/made.stamp
	@echo "Installing what the program and its tests need: a minute or two, this once"
	@$(PIP) -r requirements/dev.txt
	@touch $(VENV)/run.stamp $@

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/dev.stamp
	@echo "Installing what the benchmarks compare with"
	@$(PIP) -r requirements/bench.txt
	@touch $@

$(VENV)/made.stamp:
	@for python in $(PYTHON); do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || { venv="$$python without venv"; continue; }; \
	  echo "Making $(VENV) with $$($$python --version)"; \
	  $$python -m venv $(VENV) && touch $@ && exit 0; exit 1; \
	done; \
	if [ -n "$$venv" ]; then \
	  echo "Found $$venv: on Debian and Ubuntu, apt-get install python3-venv" >&2; \
	else \
	  echo "Python 3.11 or newer is needed. Found: $$(python3 --version 2>&1)." >&2; \
	  echo "Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; \
	fi; exit 1
