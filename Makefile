# The commands of the project. CONTRIBUTING.md tells what each one runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCS := .venv-docs
SBOM := .venv-sbom
# One stamp a set of inputs: a second `make serve` compares two hashes and installs nothing.
RUN_STAMP := $(VENV)/.installed-$(shell cat pyproject.toml requirements.lock 2>/dev/null | cksum | cut -d' ' -f1)
TEST_STAMP := $(VENV)/.tests-$(shell cat pyproject.toml requirements-test.lock 2>/dev/null | cksum | cut -d' ' -f1)

# Tests start the program some hundred times: what was compiled for one start is kept for the next.
unexport PYTHONDONTWRITEBYTECODE

# Hashes of everything first, then the project itself, whose build needs nothing that is not already there.
INSTALL = $(BIN)/python -m pip install -q --disable-pip-version-check

# One more than the two cores it is meant for: some tests wait. A worker that has nothing left takes over from another.
WORKERS ?= 3
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: help docs reference release sbom serve build test test-slow test-install coverage check lint types imports format golden pictures bench-dates mutants lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ruznama needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "no venv: apt install python3-venv" >&2; exit 2; }

$(RUN_STAMP): | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.installed-*; touch $@

$(TEST_STAMP): | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-test.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.tests-*; touch $@ $(RUN_STAMP)

serve: $(RUN_STAMP) ## the service, at http://127.0.0.1:8000/
	@exec $(BIN)/ruznama serve

build: $(RUN_STAMP) ## the same paths as files, below public/
	$(BIN)/ruznama build --out public

test: check ## lint, types, imports and tests
	$(PYTEST)

test-slow: $(TEST_STAMP) ## the tests that take seconds of processor each
	$(PYTEST) -m slow

coverage: $(TEST_STAMP) ## the tests again, and what of the code they run; fails below the floor
	@$(BIN)/coverage erase
	$(BIN)/coverage run --parallel-mode -m pytest -n $(WORKERS) --dist worksteal -m "not install"
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report

test-install: $(TEST_STAMP) ## install by the oldest and the newest pip, and read a page
	$(BIN)/python -m pytest -m install tests/install

check: lint types imports

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST_STAMP)
	$(BIN)/mypy

imports: $(TEST_STAMP)
	$(BIN)/lint-imports

format: $(TEST_STAMP) ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(TEST_STAMP) ## rewrite the golden files; read the diff
	$(BIN)/python -m pytest -q -k golden --rewrite-golden

reference: $(TEST_STAMP) ## write the pages of docs/ that are made from the code anew
	$(BIN)/python -m docs.make

pictures: $(TEST_STAMP) ## take the pictures of the README anew (needs chromium, newsboat, khal, tmux)
	$(BIN)/python -m docs.pictures.take

bench-dates: $(TEST_STAMP) ## how well and how fast dates are read
	$(BIN)/python -m bench.dates_accuracy
	$(BIN)/python -m bench.dates_peers
	$(BIN)/python -m bench.dates_confidence
	$(BIN)/python -m bench.dates_speed

mutants: $(TEST_STAMP) ## which faults of one number or comparison in articles/ no test catches
	$(BIN)/python -m bench.mutants $(MUTANTS)

LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links pyproject.toml --extra build

release: $(TEST_STAMP) ## VERSION=0.2.0: version, changelog, wheel and sdist, built twice to the same bytes
	deploy/release $(VERSION)
	$(MAKE) sbom

$(SBOM)/bin/cyclonedx-py: deploy/requirements.txt
	@$(PYTHON) -m venv $(SBOM)
	$(SBOM)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

sbom: $(SBOM)/bin/cyclonedx-py ## dist/ruznama.cdx.json: what requirements.lock brings along, as CycloneDX
	@mkdir -p dist
	$< requirements --pyproject pyproject.toml --output-reproducible -o dist/ruznama.cdx.json requirements.lock

lock: ## resolve the lock files anew (needs uv)
	$(LOCK) --extra test --upgrade -o requirements-test.lock
	$(LOCK) -c requirements-test.lock -o requirements.lock
	$(subst pyproject.toml --extra build,docs/requirements.in,$(LOCK)) --upgrade -o docs/requirements.txt
	$(subst pyproject.toml --extra build,deploy/requirements.in,$(LOCK)) --upgrade -o deploy/requirements.txt

$(DOCS)/bin/sphinx-build: docs/requirements.txt
	@$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r docs/requirements.txt
	@touch $@

docs: $(DOCS)/bin/sphinx-build ## the documentation as a site, below build/docs/; asks the network for nothing but its tools
	$(DOCS)/bin/sphinx-build -q -W --keep-going -b html docs build/docs

clean: ## remove what was installed and built
	rm -rf $(VENV) $(DOCS) $(SBOM) build public dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
