# Nothing is needed before these but Python 3.11+ with venv, make, and the package registries.
PYTHON ?= python3
PORT   ?= 8501
BIN    := .venv/bin

.PHONY: run test check verify bench bench-deps clean

run: .venv/run.stamp  ## serve the register on http://127.0.0.1:$(PORT)
	@PORT=$(PORT) $(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

test: .venv/dev.stamp  ## every test on small samples, under five minutes
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.deploy.site
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp  ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

verify: .venv/dev.stamp  ## everything, the large random runs too, under an hour
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.deploy.site
	@$(BIN)/python -m tests.documents.office
	OCOP_VERIFY=1 $(BIN)/python -m pytest --timeout 1800 -n 2 --dist loadfile --no-loadscope-reorder

bench: .venv/bench.stamp  ## speed, each figure beside a peer and a limit
	$(BIN)/python -m bench.start --json
	$(BIN)/python -m bench.routes --json
	$(BIN)/python -m bench.intake --json
	$(BIN)/python -m bench.search --rows 20000,200000 --json
	$(BIN)/python -m bench.pages --json
	$(BIN)/python -m bench.labels --json
	$(BIN)/python -m bench.publish --json
	$(BIN)/python -m bench.figures --json
	$(BIN)/python -m bench.map --json
	$(BIN)/python -m bench.mark --json
	$(BIN)/python -m bench.basket --peers 10 --json
	$(BIN)/python -m bench.load --json

bench-deps: .venv/bench.stamp  ## what the benchmarks compare with

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "OCOP needs Python 3.11 or newer; set PYTHON=... to one.")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements.txt constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

clean:  ## forget the environment and the local store
	rm -rf .venv var
