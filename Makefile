# One command each. `make demo` needs Python 3.11 or newer and nothing else.
#   make demo PYTHON=python3.13     another Python
#   make test VENV=/tmp/itcrm       another virtual environment
#   make test PROCESSES=0           the tests one after the other

VENV ?= .venv
PYTHON ?= python3
# Some tests wait for a terminal or a server: one process more than there are cores.
PROCESSES ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

# Each process would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo run test test-slow test-system bench bench-quick lint format lock wheel picture pictures clean
.DELETE_ON_ERROR:

help:
	@echo "make demo     the program on a sample organization, thrown away at the end"
	@echo "make run      the program on your own database"
	@echo "make test     the tests, on SQLite and a real PostgreSQL"
	@echo "make test-slow    500 kills, full disks, ten instances, fuzz; some hours"
	@echo "make test-system  what needs packages of the operating system"
	@echo "make bench    measures everything and writes docs/performance.md; make bench-quick only tries it"
	@echo "make lint     ruff, mypy and the floor plan"
	@echo "make format   put the code in order"
	@echo "make lock     write run.lock and dev.lock from pyproject.toml"
	@echo "make wheel    build dist/*.whl"
	@echo "make picture  the pictures of the README, from the running app"
	@echo "make pictures keep what every screen looks like now, for the tests"
	@echo "make clean    remove what the commands above have made"

demo: $(VENV)/.run
	@$(BIN)/itcrm demo

run: $(VENV)/.run
	@$(BIN)/itcrm

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal

test-slow: $(VENV)/.dev
	@$(BIN)/python -m pytest -m slow tests
	@ITCRM_LOOKS=all $(BIN)/python -m pytest tests/pictures
	@ITCRM_ENGINE=sqlcipher $(BIN)/python -m pytest tests/storage
	@$(BIN)/python -m tests.slow.report

test-system: $(VENV)/.dev
	@$(BIN)/python -m pytest -m system

# The first run makes databases of 11 GB, which takes ten minutes; ITCRM_BENCH_DIR says where.
bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks --write

bench-quick: $(VENV)/.dev
	$(BIN)/python -m benchmarks --quick

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	PYTHON="$(PYTHON)" tools/lock.sh

wheel: $(VENV)/.dev
	$(BIN)/python -m build --no-isolation --wheel --outdir dist

pictures: $(VENV)/.dev
	ITCRM_PICTURES=keep $(BIN)/python -m pytest -q -n auto tests/pictures

picture: $(VENV)/.run
	$(BIN)/python -m tools.picture docs

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The locks hold the build tool too, so nothing is fetched that they do not name.
$(VENV)/.run: run.lock pyproject.toml | $(BIN)/pip
	$(PIP) --require-hashes -r run.lock
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

# dev.lock is a superset of run.lock: one environment serves both.
$(VENV)/.dev: dev.lock run.lock pyproject.toml | $(BIN)/pip
	$(PIP) --require-hashes -r dev.lock
	$(PIP) --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/.run

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	    { echo "itcrm needs Python 3.11 or newer; name one, as in: make demo PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    { echo "$(PYTHON) cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV), once"
	@$(PYTHON) -m venv $(VENV)
