# Needs Python 3.11 or newer, and nothing else; all of it is made in .venv out of requirements.txt.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
BENCH := .venv-bench/bin
# Files of tests side by side, on four cores at most: each process has servers of its own.
TESTS := $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile
DEMO := build/demo

help:  ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(READY)  ## build the five articles in seeds/ and ask who met whom
	@BIN=$(BIN) bash scripts/demo $(DEMO)

test: $(READY)  ## run the tests, against real servers too
	$(TESTS)

check: $(READY)  ## all that has to hold before a change is sent: style, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS)

soak: $(READY)  ## run the property tests for long
	$(TESTS) --hypothesis-profile=soak

docs: $(READY)  ## write the generated pages of docs/ and the README's examples anew
	$(BIN)/pytest --regenerate tests/cli/test_docs.py tests/queries/test_query_docs.py \
	    tests/house/test_readme.py tests/ontology/test_publishing.py

accuracy: $(READY)  ## measure accuracy anew: ARTICLES="pool.jsonl dev.jsonl" hold gold's texts
	$(BIN)/python -m benchmarks.accuracy $(ARTICLES)

calibration: $(READY)  ## count anew how sure reports are: ARTICLES=pool.jsonl holds gold's texts
	$(BIN)/python -m benchmarks.calibration $(ARTICLES)

following: $(READY)  ## measure one article's consolidation: ARTICLES=articles.jsonl
	$(BIN)/python -m benchmarks.following $(ARTICLES)

model: $(READY)  ## count anew what speaks for a meeting: ARTICLES=pool.jsonl holds the marked texts
	$(BIN)/python -m benchmarks.train $(ARTICLES)

speed: .venv-bench/ready  ## measure speed beside spaCy's: ARTICLES=articles.jsonl
	$(BENCH)/python -m benchmarks.speed $(ARTICLES)

whole: .venv-bench/ready  ## measure whole builds beside spaCy's: ARTICLES=articles.jsonl
	$(BENCH)/python -m benchmarks.build $(ARTICLES)

spark: .venv/spark  ## add PySpark, half a gigabyte, so that its tests run too (Java 17 is needed)

lock: $(READY)  ## pin the dependencies anew, with hashes (UPGRADE=--upgrade for newer versions)
	$(BIN)/uv pip compile pyproject.toml requirements.in --extra dev --extra mcp --extra serve \
	    --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet \
	    $(UPGRADE) --output-file requirements.txt
	for extra in bench browser contract spark; do \
	    $(BIN)/uv pip compile pyproject.toml --extra $$extra --constraints requirements.txt \
	        --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	        --quiet $(UPGRADE) --output-file requirements-$$extra.txt || exit 1; \
	done

vendored:  ## fetch anew the JavaScript that is shipped, and check it by its hashes (needs npm)
	$(PYTHON) scripts/vendor.py

screenshots: $(READY)  ## take the pictures of docs/pictures anew (needs chromium)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --requirement requirements-browser.txt
	PYTHONPATH=. $(BIN)/python scripts/screenshots.py

clean:  ## remove all that was made
	rm -rf .venv .venv-bench build dist

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
	    --no-build-isolation --editable .
	touch $@

.venv/spark: $(READY) requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --requirement requirements-spark.txt
	touch $@

.venv-bench/ready: requirements-bench.txt
	$(PYTHON) -m venv .venv-bench
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	    --requirement requirements-bench.txt
	touch $@

.PHONY: help demo test check soak docs accuracy calibration model following speed whole spark lock \
    vendored screenshots clean
