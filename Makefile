# `make demo` and `make test` do all the set-up they need: Python 3.11 or later, Git and make are enough.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python

# The tests that the domain is measured by: its own, and those of what writes it out.
PURE := tests/domain tests/exports tests/publishing

.PHONY: demo test check lint types docs schemas lock bench faults kills crowd clean

demo: .venv/.run
	$(PY) docs/tour.py

test: .venv/.dev
	$(PY) -m pytest -n auto $(PURE) --cov=directions_cli.domain --cov-branch --cov-report=term:skip-covered --cov-fail-under=95
	$(PY) -m pytest -n auto $(addprefix --ignore=,$(PURE))

# Every fault at every point of every act; takes hours. FAULTS_STRIDE=20 tries every twentieth point; tests/faults/README.md.
faults: .venv/.dev
	$(PY) -m tests.faults

# 5,000 SIGKILLs (KILLS=…), and 1,000 acts by a crowd (CROWD_ACTS=…).
kills: .venv/.dev
	$(PY) -m tests.faults.kills

crowd: .venv/.dev
	$(PY) -m tests.faults.crowd

check: .venv/.dev lint types
	$(PY) -m directions_cli validate

lint: .venv/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: .venv/.dev
	$(PY) -m mypy

# Tables in the README and docs, and the JSON Schemas, from the code.
docs: .venv/.dev
	$(PY) -m directions_cli schema --write schemas
	$(PY) tests/house/tables.py --write
	$(PY) docs/tour.py --write > /dev/null
	$(PY) docs/pictures.py --write

lock:
	$(PY) -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra all --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra all --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements-dev.lock

.venv/.made:
	$(PYTHON) -c "import sys; sys.exit('directions needs Python 3.11 or later: make PYTHON=python3.12 …' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.made requirements.lock pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
