# The two commands of a fresh machine: `make demo` and `make test`. Each sets up what it needs.
SHELL := /bin/bash
# The newest Python that really starts: a version manager's shim may stand on the path without its interpreter.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do $$name -c '' 2>/dev/null && { echo $$name; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test lint check-full lab bench lock templates format clean

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install python3.11 and run make again" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || tools/debian-packages python3-venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	$(BIN)/python tools/demo.py demo

test: $(READY)
	$(BIN)/python -m pytest -n 2 -q

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/templates.py --check
	$(BIN)/python tools/generated_docs.py --check

check-full: $(READY)
	@tools/debian-packages libreoffice-calc-nogui python3-uno
	$(BIN)/python -m pytest -q -m "full or not full"

lab: $(READY)
	$(BIN)/ejournal lab -w $(or $(WORKSPACE),demo)

bench: $(READY)
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock:
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --no-emit-index-url --no-emit-find-links --group dev pyproject.toml -o requirements.lock

templates: $(READY)
	$(BIN)/python tools/templates.py
	$(BIN)/python tools/generated_docs.py

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv demo
