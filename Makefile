# Everything a newcomer, a developer and the build machine do, as one word each.
# `make` or `make help` lists them. PORT, HOST, PYTHON, ARGS may be given: make run PORT=8001

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python of the right age that answers; otherwise whatever there is, which then says what it lacks.
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11 python; do \
	$$one -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 && { echo $$one; exit; }; \
	done; echo python3)
IN := .venv/bin/python
UV_COMPILE := .venv/tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-header --no-annotate

.PHONY: help run test test-house lint format bench pictures lock environment environment-dev clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install, make the demo and serve it at http://localhost:8000 (PORT=8001 for another port)
	@exec $(PYTHON) site/alongside/start.py

# Tests start Python some sixty times; what one compiled, the next need not compile again.
define rounds
@well=0; export PYTHONDONTWRITEBYTECODE=; \
	test -n "$(ARGS)" || $(IN) tests/on_postgresql.py --both -n 2 --dist loadgroup $(1) || { well=1; echo '!!! FAILED on PostgreSQL, see above.'; }; \
	$(IN) -m pytest -n 2 --dist loadgroup $(1) $(ARGS) || well=1; \
	exit $$well
endef

test: environment-dev ## Install and run the whole test suite (ARGS="-k words" to choose)
	$(call rounds)

test-house: environment-dev ## Run the tests of what all rooms stand on, without the rooms
	$(call rounds,--house)

lint: environment-dev ## Style, types, templates, import rules, missing migrations
	$(IN) -m ruff check
	$(IN) -m ruff format --check
	$(IN) -m mypy
	git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --check --target-version 5.2
	PYTHONPATH=site:. .venv/bin/lint-imports --no-cache
	ENVIRONMENT=test $(IN) manage.py makemigrations --check --dry-run

format: environment-dev ## Put code and templates into the house's style
	$(IN) -m ruff check --fix
	$(IN) -m ruff format
	git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --target-version 5.2

bench: environment-dev ## Measure the figures we promise, as ratios of one run
	@exec $(IN) -m pytest tests/benchmarks -n 0 -s -q --show-capture=no --benchmarks $(ARGS)

pictures: environment-dev ## Take the pictures of docs/pictures anew
	@exec $(IN) -m pytest tests/browser/test_pictures.py -q --pictures $(ARGS)

lock: environment ## Choose the versions anew from pyproject.toml, within its limits
	@test -x .venv/tools/bin/uv || { $(PYTHON) -m venv .venv/tools && .venv/tools/bin/pip install --quiet --no-cache-dir uv; }
	$(UV_COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(UV_COMPILE) $(ARGS) --extra production -c requirements.lock pyproject.toml -o requirements-production.lock
	$(UV_COMPILE) $(ARGS) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

environment:
	@$(PYTHON) site/alongside/environment.py

environment-dev:
	@$(PYTHON) site/alongside/environment.py --dev

clean: ## Delete the installed packages and all data of the demo
	rm -rf .venv var
