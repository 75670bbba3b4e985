# Everything that has to hold before a change is taken. `make check` is what CI runs.
PYTHON ?= python
WORKERS ?= auto

.PHONY: check format lint types contracts test explore generated catalogues pictures docs

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

# The tests that make up their own examples, with many new ones: what they find becomes a case of its own.
explore:
	$(PYTHON) -m pytest -n $(WORKERS) -m hypothesis --hypothesis-profile=explore

# What is made from the code and kept in git: the tests compare it.
generated:
	$(PYTHON) -m cxmap schema --write schemas
	$(PYTHON) -m cxmap rule --write docs/rules --write-changes docs/changes
	$(PYTHON) tools/commands.py
	$(PYTHON) tools/reference.py

# The sentences of the code for translators, and their translations for cxmap; lists what is to be translated.
catalogues:
	$(PYTHON) tools/catalogues.py

pictures:
	$(PYTHON) docs/pictures/screenshot.py
	$(PYTHON) tools/pictures.py
	$(PYTHON) -m cxmap draw --journey furnish-first-home-today stage:delivery --repo examples/retail \
		--today 2026-11-21 --no-cache --output svg:docs/pictures/delivery.svg

# The documentation as a site, in docs/_build: a warning is a mistake.
docs:
	$(PYTHON) -m sphinx -W --keep-going -n -b html docs docs/_build
