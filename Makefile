# The two commands: `make serve` and `make test`. Nothing needs to be installed before them but Python 3.11+ and pip.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: serve test check lint index pictures train clean

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

# The README's screenshots, from a real browser.
pictures: .venv/test.done
	@$(BIN)/dorinn index --if-stale
	$(BIN)/python docs/pictures.py

# A new venv is made whole before its mark is set, so that a broken download is tried again.
.venv/serve.done: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/test.done: pyproject.toml .venv/serve.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist indexes/current
