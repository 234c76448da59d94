# The two commands: `make serve` and `make test`. Nothing needs to be installed before them but Python 3.11+ and pip.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve test check lint index pictures lock audit proof isolation soak bench train clean

serve: .venv/serve.done
	@$(BIN)/dorinn index --if-stale
	@$(BIN)/dorinn serve --port $(PORT)

test: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	$(BIN)/pytest

check: .venv/serve.done
	$(BIN)/dorinn check

lint: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

index: .venv/serve.done
	$(BIN)/dorinn index

# What serving needs, each with its version and the digests of its files, for `pip install --require-hashes -r`.
lock: .venv/serve.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock

# The long forms of what `make test` tries in short: ten thousand inputs, and twenty minutes of half the greatest load.
PROOF ?= 10000
ISOLATION ?= 10000
MINUTES ?= 20
proof: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	DORINN_PROOF=$(PROOF) $(BIN)/pytest tests/proof

isolation: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	DORINN_ISOLATION=$(ISOLATION) $(BIN)/pytest tests/proof/test_isolation.py

soak: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	@$(BIN)/python tests/proof/soak.py --minutes $(MINUTES)

audit:
	@.ci/audit --strict

# What it costs, beside what one would otherwise pick; writes benchmarks/figures.json and docs/performance.md.
bench: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks

# The README's screenshots, from a real browser.
pictures: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	$(BIN)/python docs/pictures.py

# A new venv is made whole before its mark is set, so that a broken download is tried again.
.venv/serve.done: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q src/dorinn  # what pip does for packages; a start is 0.2 s shorter
	@touch $@

.venv/test.done: pyproject.toml .venv/serve.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist indexes/current
