# Everything is installed in .venv and nowhere else. Stamp files make the second run instant and offline.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What pip remarks on the way (caches, root, other versions) is kept in a file; when it fails, all of it is shown.
LOG := $(VENV)/pip.log
define install
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt -e $(1) >$(LOG) 2>&1 || { \
		cat $(LOG) >&2; \
		echo "Installing did not succeed; why is said above. The first time needs the internet: try again with it." >&2; \
		exit 1; }
endef
ARGS ?=
POSTGRES ?= $(lastword $(sort $(patsubst %/initdb,%,$(wildcard /usr/lib/postgresql/*/bin/initdb))))
ON_WINDOWS := $(addprefix tests/,unit property store cli web tui)

.DEFAULT_GOAL := help
.PHONY: help demo test test-files test-postgres test-long test-windows check format bench messages example pictures wheel bundle installer clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo "  PYTHON=python3.12 chooses the Python that makes .venv; ARGS='…' is handed on to demo, test and bench."

demo: $(VENV)/.installed ## play the example event, from its programme to its compte rendu
	@$(BIN)/facilitate demo $(ARGS)

test: $(VENV)/.installed-dev ## run every test
	@$(BIN)/python -m pytest -n logical --dist loadgroup --ignore tests/bundle --ignore tests/conformance $(ARGS)

test-files: $(VENV)/.installed-dev ## check what is published with the programs that check such files
	@$(BIN)/python -m pytest -q -n logical --dist loadgroup tests/conformance $(ARGS)

test-postgres: $(VENV)/.installed-dev ## run the tests of the programme's server on the system's PostgreSQL too
	@if [ -z "$(POSTGRES)" ]; then \
		echo "The tests on the system's PostgreSQL were left out: it was not found. On Debian or Ubuntu: sudo apt install postgresql"; \
	else \
		POSTGRES_PROGRAMS=$(POSTGRES) $(BIN)/python -m pytest -q tests/depot $(ARGS); \
	fi

test-long: $(VENV)/.installed-dev ## try the properties on five hundred new examples each
	@$(BIN)/python -m pytest -n logical --hypothesis-profile=long -o longest_test=0 $(ARGS) tests/property tests/unit tests/web tests/store

test-windows: $(VENV)/.installed-dev ## run the tests on a Python for Windows, where wine is
	@if ! command -v wine >/dev/null; then \
		echo "The tests on Windows were left out: wine was not found. On Debian or Ubuntu: sudo apt install wine wine64"; \
	else \
		make --no-print-directory bundle installer && \
		$(BIN)/python tests/windows/prepare.py && \
		$(BIN)/python -m pytest -q tests/bundle && \
		$(BIN)/python tests/windows/run.py -m pytest -q -p tests.windows.only_wine -n logical --dist loadgroup $(ARGS) $(ON_WINDOWS); \
	fi

check: $(VENV)/.installed-dev ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict --platform linux facilitate
	$(BIN)/mypy --strict --platform darwin --cache-dir .mypy_cache/darwin facilitate
	$(BIN)/mypy --strict --platform win32 --cache-dir .mypy_cache/win32 facilitate
	$(BIN)/mypy --explicit-package-bases benchmarks
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## write the code the way check wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## measure the bars, each against its reference
	@$(BIN)/python -m benchmarks $(ARGS)

messages: $(VENV)/.installed ## compile the French catalogue and name what is missing
	@$(BIN)/python -m facilitate.i18n.compile

example: $(VENV)/.installed ## make the finished example again: sessions/ and exports/
	@$(BIN)/python docs/tools/example.py

pictures: $(VENV)/.installed-dev ## draw the pictures of the README from the real screens
	@$(BIN)/python docs/tools/pictures.py

wheel: $(VENV)/.created ## make dist/facilitate-….whl, which pipx and uv install on every system
	@rm -f dist/facilitate-*.whl
	@$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/facilitate-*.whl

installer: $(VENV)/.installed-dev wheel ## make dist/facilitate-…-installer.zip: a folder that installs it on Windows
	@$(BIN)/python docs/tools/installer.py dist/facilitate-*.whl

bundle: $(VENV)/.installed-dev wheel ## make dist/facilitate-…-windows.zip: a folder for Windows that needs nothing installed
	@$(BIN)/python docs/tools/bundle.py dist/facilitate-*.whl

clean: ## remove .venv and caches; sessions, exports and demo stay
	rm -rf $(VENV) .windows build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.created:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name one: make demo PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "facilitate needs Python 3.11 or newer and $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Name a newer one: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment: its venv part is missing." \
			"On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV)…" >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing facilitate in $(VENV) (once)…" >&2
	$(call install,.)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing facilitate and its tests' tools in $(VENV) (once)…" >&2
	$(call install,'.[dev]')
	@touch $(VENV)/.installed $@
