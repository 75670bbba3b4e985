# Everything that has to hold before a change is taken. `make check` is what CI runs.
PYTHON ?= python
WORKERS ?= auto

.PHONY: check format lint types contracts test generated pictures

check: lint types contracts test

format:
	ruff format src tests benchmarks docs
	ruff check --fix src tests benchmarks docs

lint:
	ruff format --check src tests benchmarks docs
	ruff check src tests benchmarks docs

types:
	mypy

contracts:
	lint-imports

test:
	$(PYTHON) -m pytest -n $(WORKERS)

# What is made from the code and kept in git: the tests compare it.
generated:
	$(PYTHON) -m cxmap schema --write schemas
	$(PYTHON) -m cxmap rule --write docs/rules

pictures:
	$(PYTHON) docs/pictures/screenshot.py
