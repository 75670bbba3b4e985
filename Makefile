# Everything that has to hold before a change is taken. `make check` is what CI runs.
PYTHON ?= python
WORKERS ?= auto

.PHONY: check format lint types contracts test generated catalogues pictures

check: lint types contracts test

format:
	ruff format src tests tools benchmarks ci docs
	ruff check --fix src tests tools benchmarks ci docs

lint:
	ruff format --check src tests tools benchmarks ci docs
	ruff check src tests tools benchmarks ci docs

types:
	mypy

contracts:
	lint-imports

test:
	$(PYTHON) -m pytest -n $(WORKERS)

# What is made from the code and kept in git: the tests compare it.
generated:
	$(PYTHON) -m cxmap schema --write schemas
	$(PYTHON) -m cxmap rule --write docs/rules --write-changes docs/changes

# The sentences of the code for translators, and their translations for cxmap; lists what is to be translated.
catalogues:
	$(PYTHON) tools/catalogues.py

pictures:
	$(PYTHON) docs/pictures/screenshot.py
