# Targets and what they do: `make`. Everything runs in .venv, which `make setup` makes and keeps up to date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint format types gold gold-update gold-diff story bench bench-web screenshots explain migration

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@

setup: $(VENV)/runtime ## virtual environment, pinned dependencies, chart library
	@$(BIN)/python -m tracker assets

run: setup ## set everything up, fill an empty database from seed/, serve the timeline on localhost (PORT=5000)
	@$(BIN)/python -m tracker run --seed

test: setup $(VENV)/development ## every test, with the browser and the PostgreSQL that they need
	@$(BIN)/python tests/provision.py
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadgroup

check: lint types gold story test ## what CI runs: lint, format, types, quality floors, tests

lint: $(VENV)/development ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/development ## ruff: mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/development ## mypy, strict on tracker/
	$(BIN)/mypy

gold: $(VENV)/development ## mining quality against its floors (tests/gold.toml)
	@$(BIN)/python -m tests.gold gate $(SHARED)

gold-update: $(VENV)/development ## raise the floors to what is measured; LOWER=1 lets them fall
	@$(BIN)/python -m tests.gold update $(SHARED) $(if $(LOWER),--lower)

gold-diff: $(VENV)/development ## every event gained and lost since BASE (a commit)
	@$(BIN)/python -m tests.gold diff $(SHARED) --base $(or $(BASE),HEAD)

story: $(VENV)/development ## settling quality against its floors (tests/gold.toml)
	@$(BIN)/python -m tests.gold story $(SHARED)

bench: $(VENV)/development ## speed of mining, settling, ingest and exports beside baselines
	@$(BIN)/python -m tests.bench $(SHARED)

bench-web: setup $(VENV)/development ## speed of the timeline in a browser, up to a million events
	@$(BIN)/python tests/provision.py
	@$(BIN)/python -m tests.bench.bench_web

screenshots: setup $(VENV)/development ## pictures of every main page, light and dark, wide and narrow, under var/screenshots
	@$(BIN)/python tests/provision.py
	@$(BIN)/python -m tests.screenshots

explain: $(VENV)/runtime ## how a text is read: make explain TEXT="Xi to Moscow next week" PUBLISHED=2023-03-13
	@$(BIN)/python -m tracker explain "$(TEXT)" $(if $(PUBLISHED),--published $(PUBLISHED))

migration: $(VENV)/runtime ## a new migration from the models: make migration NAME="add a column"
	@$(BIN)/python -m tracker db migration "$(NAME)"
