# `make` lists what there is. Two commands set everything up by themselves: `make demo` and `make test`.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
RUN := $(VENV)/bin/
PORT ?= 8000
ES_PORT ?= 0
# Where pytest looks; `make test TESTS=tests/kb` runs a part.
TESTS ?= tests
PYTEST_OPTIONS ?= -q
# Of these a part is drawn in `make test`, and all is tried in `make soak`.
CORPORA := tests/routes/test_hostile.py tests/journeys/test_bad_input.py tests/search/contract/test_languages.py

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: install
install: $(VENV)/runtime ## Install what the portal runs with; then, in earnest: manage.py deploy

.PHONY: demo
demo: $(VENV)/runtime ## Set up and run the demo on 127.0.0.1 (PORT=8000); ctrl-C ends it
	@exec $(RUN)python manage.py demo --port $(PORT)

.PHONY: demo-reset
demo-reset: ## Forget the demo's data and passwords
	@rm -rf var/portal.sqlite3* var/search var/media var/demo-*
	@echo "The demo starts anew with: make demo"

.PHONY: test
test: $(VENV)/development system catalogues ## Run all tests (SQLite; on PostgreSQL: make test-postgresql)
	@$(RUN)python -m pytest $(TESTS) -n 2 $(PYTEST_OPTIONS)

.PHONY: test-postgresql
test-postgresql: $(VENV)/development system catalogues ## Run all tests on a throw-away PostgreSQL
	@tools/with-postgresql $(RUN)python -m pytest $(TESTS) -n 3 $(PYTEST_OPTIONS)

.PHONY: backup
backup: $(VENV)/runtime ## Back up database, media and settings (TO=folder)
	@$(RUN)python manage.py backup $(TO)

.PHONY: restore
restore: $(VENV)/runtime ## Put a backup into an empty database (FROM=folder)
	@$(RUN)python manage.py restore $(FROM)

.PHONY: upgrade-proof
upgrade-proof: $(VENV)/development system catalogues ## Prove that an upgrade of the last state loses nothing (BASE=commit)
	@tools/upgrade-proof $(BASE)
	@tools/with-postgresql $(RUN)python -m pytest tests -m former_state -n 2 $(PYTEST_OPTIONS)

.PHONY: check
check: $(VENV)/development catalogues ## Format, lint, types, layers, templates, migrations, settings
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types lint

.PHONY: types
types:
	$(RUN)mypy

.PHONY: lint
lint:
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)lint-imports --no-cache
	$(RUN)djlint --quiet --lint portal kb community search
	$(RUN)python manage.py makemigrations --check --dry-run --settings portal.settings.test
	$(RUN)python manage.py check --fail-level WARNING --settings portal.settings.test

.PHONY: format
format: $(VENV)/development ## Format the code
	$(RUN)ruff format .
	$(RUN)ruff check --fix .

.PHONY: messages
messages: $(VENV)/development ## Read the interface strings into the catalogues
	$(RUN)python -m tools.messages

.PHONY: catalogues
catalogues: $(VENV)/runtime
	@$(RUN)pybabel -q compile --directory locale --domain "django djangojs" --statistics >/dev/null 2>&1 \
		|| $(RUN)pybabel compile --directory locale --domain "django djangojs"

.PHONY: elasticsearch
elasticsearch: ## Run a real Elasticsearch on a free port (ES_PORT=); ctrl-C ends it, its data stays
	@ES_LOG_LEVEL=$${ES_LOG_LEVEL:-WARN} exec tools/elasticsearch/node $(ES_PORT) var/elasticsearch cluster.name=portal

.PHONY: bench
bench: $(VENV)/development catalogues ## Measure side by side, write bench/results.json
	@$(RUN)python -m bench

.PHONY: pictures
pictures: $(VENV)/development ## Take the pictures of README and docs anew, of a demo that runs (AT=http://localhost:8000)
	@$(RUN)python -m tools.pictures $(or $(AT),http://localhost:8000)

.PHONY: soak
soak: $(VENV)/development system catalogues ## Kill, load and attack a production set-up; hours (SOAK="--kills 20 --minutes 2")
	@$(RUN)python -m bench.soak $(SOAK)
	@HOSTILE_ALL=1 tools/with-postgresql $(RUN)python -m pytest $(CORPORA) -n 2 $(PYTEST_OPTIONS)

.PHONY: lock
lock: $(VENV)/development ## Pin the dependencies again, with hashes
	$(RUN)uv pip compile -q pyproject.toml --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o requirements.txt
	$(RUN)uv pip compile -q pyproject.toml --group dev --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o requirements-dev.txt
	$(RUN)uv pip compile -q pyproject.toml --extra semantic --universal --python-version 3.12 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o requirements-semantic.txt

.PHONY: system
system:
	@tools/install-system

$(VENV)/bin/python:
	@python=$$(tools/find-python) && echo "Setting up $(VENV) with $$python" && "$$python" -m venv $(VENV)

$(VENV)/runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing the portal's dependencies ..."
	@$(RUN)python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	@echo "Installing what the checks and tests need ..."
	@$(RUN)python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
