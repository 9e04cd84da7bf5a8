# Everything that a checkout needs, with GNU Make and Python 3.11 to 3.13 alone.
# VENV is where the virtual environment lies; PYTHON names the interpreter that makes it.

VENV ?= .venv
PYTHON ?=
BIN := $(VENV)/bin
BENCH := build/benchmarks
DOCUMENTS ?= 10000
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras \
	--newline=lf --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DELETE_ON_ERROR:
.PHONY: help demo install dev test lint table format docs sizes bench bench-pages bench-sample record soak wheel vendor lock clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: $(VENV)/installed ## Install the package and run it on its sample corpus
	$(BIN)/goodoffices demo

install: $(VENV)/installed ## Make the virtual environment and install the package with its pinned requirements

dev: $(VENV)/developing $(VENV)/node/installed ## Add what the gates and the tests need

test: $(VENV)/developing $(VENV)/node/installed ## Run all gates: ruff, mypy, the page's scripts, pytest with branch coverage
	@tools/gates.sh $(BIN) check format types scripts tests

lint: $(VENV)/developing $(VENV)/node/installed ## Run the gates that need no browser and no server
	@tools/gates.sh $(BIN) check format types scripts

table: $(VENV)/developing ## Run what is tested on every server, and print behaviours by server as a table
	@$(BIN)/python -m tests.behaviour_table

format: $(VENV)/developing ## Put all Python files into the form that the gates want
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/installed ## Write anew what is made of the vocabulary, the questions and the commands
	@$(BIN)/python -m tools.docs

sizes: $(VENV)/installed ## Show how long functions and modules are
	@$(BIN)/python tools/sizes.py

# SCALE names further numbers of documents, at which only our own loading is measured, and once.
bench: $(VENV)/developing ## Measure loading and asking, and write docs/benchmarks.md (long; DOCUMENTS=, SCALE=, DATE=)
	rm -f $(BENCH)
	$(BIN)/python -m benchmarks.load --sizes $(DOCUMENTS) --out $(BENCH)
	$(if $(SCALE),$(BIN)/python -m benchmarks.load --sizes $(SCALE) --writers ours --repeats 1 --out $(BENCH))
	$(BIN)/python -m benchmarks.ask --documents $(DOCUMENTS) --out $(BENCH)
	$(BIN)/python -m benchmarks.every --out $(BENCH)
	$(BIN)/python -m benchmarks.lines --out $(BENCH)
	$(BIN)/python -m benchmarks.report $(BENCH) $(if $(DATE),--date $(DATE))

# Raw results stay in $(BENCH).pages; the other sections of the page stay as they are.
bench-pages: $(VENV)/developing build/rivals ## Measure network pages, and write their part of docs/benchmarks.md (SIZES=, SUBJECTS=, RUNS=, DATE=)
	rm -f $(BENCH).pages
	$(BIN)/python -m benchmarks.pages $(if $(SIZES),--sizes $(SIZES)) $(if $(SUBJECTS),--subjects $(SUBJECTS)) \
		$(if $(RUNS),--runs $(RUNS)) --out $(BENCH).pages
	$(BIN)/python -m benchmarks.report $(BENCH).pages --pages $(if $(DATE),--date $(DATE))

build/rivals: requirements/benchmarks.txt | $(VENV)/installed
	rm -rf $@
	$(BIN)/python -m venv $@
	$@/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes --no-deps -r requirements/benchmarks.txt
	@touch $@

soak: $(VENV)/developing ## Try what the stores survive, in full (hours; NAMES=, SIZE=sample, STORES=)
	$(BIN)/python -m tests.campaigns $(NAMES) --size $(or $(SIZE),full) --stores $(or $(STORES),embedded neo4j) \
		--out build/campaigns.md
	$(BIN)/python -m pytest -m soak
	GOODOFFICES_FUZZ=full $(BIN)/python -m pytest tests/queries/english/test_ask_sentences.py \
		tests/queries/questions/test_statements_oracle.py

record: $(VENV)/developing ## Record a visit to the page by keyboard alone, as trace and log in build/record
	mkdir -p build/record
	GOODOFFICES_RECORD=$(CURDIR)/build/record $(BIN)/python -m pytest -q tests/pages/test_page_keyboard_run.py

bench-sample: $(VENV)/developing
	rm -f $(BENCH).sample
	$(BIN)/python -m benchmarks.load --sizes 200 --repeats 1 --merge-documents 3 --out $(BENCH).sample
	$(BIN)/python -m benchmarks.ask --documents 200 --rounds 5 --starts 3 --out $(BENCH).sample
	$(BIN)/python -m benchmarks.every --documents 200 --rounds 2 --out $(BENCH).sample
	$(BIN)/python -m benchmarks.lines --documents 200 --rows 1000 --rounds 1 --out $(BENCH).sample
	$(BIN)/python -m benchmarks.pages --sizes 50 --subjects vis pyvis-still --runs 1 --out $(BENCH).sample
	$(BIN)/python -m benchmarks.report $(BENCH).sample --out $(BENCH).md
	@cat $(BENCH).md

wheel: $(VENV)/developing ## Build the source distribution and, from it, the wheel into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation

vendor: $(VENV)/installed ## Fetch the pinned scripts of others into pages/vendor (needs npm)
	$(BIN)/python tools/vendor.py

lock: $(VENV)/developing ## Pin all requirements anew, and list their licences
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo 'pin with the oldest Python served: make lock VENV=/tmp/lock PYTHON=python3.11' >&2; exit 1; }
	CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --output-file requirements/runtime.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --output-file requirements/build.txt requirements/build.in
	CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --output-file requirements/dev.txt requirements/dev.in
	$(MAKE) dev
	$(BIN)/python tools/licences.py

clean: ## Remove what was built or cached, but not the virtual environment
	rm -rf build dist htmlcov goodoffices.egg-info .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps are ours, not the environment's own files: those carry the time of the system's Python.
# The pins are complete, so pip need not look for more: an older one takes coverage[toml] for something unpinned.
$(VENV)/installed: pyproject.toml requirements/runtime.txt requirements/build.txt
	@test -x $(BIN)/pip || { python=$$(PYTHON='$(PYTHON)' tools/find_python.sh) && \
		echo "making $(VENV) with $$python" >&2 && "$$python" -m venv $(VENV); }
	@echo 'installing the pinned requirements (some 100 MB, once)' >&2
	@$(PIP) install --require-hashes --no-deps -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) --quiet install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed requirements/dev.txt
	@echo 'installing what the gates need' >&2
	@$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@touch $@

# What checks the page and its scripts comes from npm, in pinned versions with their hashes; nothing of it is shipped.
$(VENV)/node/installed: $(VENV)/installed requirements/node/package.json requirements/node/package-lock.json
	@tools/node_tools.sh $(VENV)/node
