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

.PHONY: demo test check lint types docs schemas lock bench fuzz faults kills crowd audit-dependencies clean

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

# Tables in the README and docs, the JSON Schemas, and the table that shells are answered from, from the code.
docs: .venv/.dev
	$(PY) -m directions_cli schema --write schemas
	$(PY) tests/house/tables.py --write
	$(PY) docs/tour.py --write > /dev/null
	$(PY) docs/pictures.py --write

# Coverage-guided fuzzing of every door through which text of others comes in. atheris has wheels for Linux and some versions of
# Python alone; elsewhere `DIRECTIONS_EXAMPLES=200 make test` alters inputs at random. MINUTES are of processor time.
MINUTES ?= 24
fuzz: .venv/.fuzz
	$(PY) -m tests.fuzz.run --minutes $(MINUTES) $(DOORS)

.venv/.fuzz: .venv/.dev tests/fuzz/requirements.lock
	@$(PY) -c "import sys; sys.exit(0 if sys.platform == 'linux' else 'atheris is for Linux alone: nothing was fuzzed')"
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r tests/fuzz/requirements.lock \
	  || (echo "atheris has no wheel for this system and version of Python: nothing was fuzzed" && exit 1)
	@touch $@

# Whether a vulnerability is known in what the program needs. Says so, and fails nothing, where that can't be asked.
audit-dependencies: .venv/.made
	$(PY) .ci/audit.py
# Everything timed, side by side with yardsticks and rivals; takes a while. BENCH="--sizes 100 --runs 3", for example.
bench: .venv/.dev
	$(PY) benchmarks/all.py $(BENCH)

lock:
	$(PY) -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra all --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra all --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements-dev.lock
	echo atheris | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o tests/fuzz/requirements.lock
	echo pip-audit | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o .ci/audit.lock

.venv/.made:
	$(PYTHON) -c "import sys; sys.exit('directions needs Python 3.11 or later: make PYTHON=python3.12 …' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.made requirements.lock pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(PY) -m compileall -q src
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
