"""RACI matrices for tests, and what reads them back from a spreadsheet."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

import openpyxl
from trees import MemoryTree

from cxmap.app.raci.raci import Asked, raci
from cxmap.app.reading import read
from cxmap.render.look import PLAIN, Look
from cxmap.render.raci import load
from cxmap.report.raci import RaciReport
from cxmap.selection.selector import selection
from cxmap.words import ENGLISH

TODAY = datetime.date(2026, 11, 30)
CONFIG = "cxmap: 1\nname: Acme\nrules: {severity: {no-steering-committee: off}}\n"

SHOP = """\
stages: {find: {name: Finding}, buy: {name: Buying}, use: {name: Using}}
owners:
  digital: {name: Digital, kind: team, lead: Ann, function: IT}
  web: {name: Web team, kind: team, lead: Bob, function: it}
  payments: {name: Payments, kind: team, lead: Cleo, function: Finance}
  legal: {name: Legal, kind: team, lead: Dina}
touchpoints:
  search: {name: Search, stage: find, channel: web, entry: true, raci: {accountable: digital}}
  checkout:
    {name: Checkout, stage: buy, channel: web, raci: {accountable: digital, responsible: [web], consulted: [legal]}}
  basket: {name: Basket, stage: buy, channel: web, raci: {accountable: digital, responsible: [digital, web]}}
  pay: {name: Pay, stage: buy, channel: app, raci: {accountable: payments, informed: [legal, web]}}
  help: {name: Help, stage: use, channel: phone, status: planned, exit: true, raci: {accountable: web}}
  fax: {name: Fax, stage: use, channel: fax, status: retired, raci: {accountable: legal}}
transitions:
  - {from: search, to: basket}
  - {from: basket, to: checkout}
  - {from: checkout, to: basket, kind: back}
  - {from: checkout, to: pay, owner: payments, when: presses pay}
  - {from: pay, to: help}
"""


def reading(text: str = SHOP, config: str = CONFIG):
    return read(MemoryTree({"cxmap.yaml": config, "map.yaml": text}))


def matrix(text: str = SHOP, by="stage", selectors: Sequence[str] = (), **asked) -> RaciReport:
    """Return the matrix of a map that is one file."""
    return raci(reading(text), Asked(TODAY, by, selection(selectors, ()), **asked))


def shown(report: RaciReport, format: str, look: Look = PLAIN, words=ENGLISH):  # noqa: A002 - what it is
    return load(format)(report, words, look)


def ids(report: RaciReport) -> dict[str | None, list[str]]:
    """Return the touchpoints of each group."""
    return {
        group.thing.id if group.thing else None: [row.touchpoint.id for row in group.rows] for group in report.groups
    }


def cells(report: RaciReport) -> dict[str, dict[str, str]]:
    """Return what everybody is in each row."""
    entries = [entry for group in report.groups for row in group.rows for entry in (row, *row.handovers)]
    return {
        (entry.touchpoint.id if hasattr(entry, "touchpoint") else entry.transition.id): {
            key: "/".join(marks) for key, marks in entry.cells.items()
        }
        for entry in entries
    }


# What a program knows that has nothing but the spreadsheet.


def from_csv(text: str) -> dict[str, dict[str, list[str]]]:
    return _read_back(csv.reader(io.StringIO(text, newline=""), strict=True))


def from_xlsx(content: bytes) -> dict[str, dict[str, list[str]]]:
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    lines = [["" if value is None else str(value) for value in line] for line in page.iter_rows(values_only=True)]
    return _read_back(lines[1:])


def _read_back(lines: Iterable[list[str]]) -> dict[str, dict[str, list[str]]]:
    """Return the RACI of every touchpoint: the owners in each role, sorted."""
    keys, *rows = lines
    kind, ident, first = keys.index("kind"), keys.index("id"), keys.index("channel") + 1
    found = {}
    for row in rows:
        assert len(row) == len(keys)
        if row[kind] == "touchpoint":
            held = {role: [] for role in "ARCI"}
            for owner, signs in zip(keys[first:], row[first:], strict=True):
                for sign in filter(None, signs.split("/")):
                    held[sign].append(owner)
            found[row[ident]] = {role: sorted(owners) for role, owners in held.items()}
    return found


def from_map(atlas) -> dict[str, dict[str, list[str]]]:
    """Return the RACI of every touchpoint that is not retired, as the map has it."""
    found = {}
    for name, placed in atlas.touchpoints.items():
        raci = placed.value.raci
        if placed.value.status == "retired":
            continue
        accountable = [raci.accountable] if raci and raci.accountable else []
        found[name] = {
            "A": accountable,
            "R": sorted(set(raci.responsible)) or accountable if raci else [],
            "C": sorted(set(raci.consulted)) if raci else [],
            "I": sorted(set(raci.informed)) if raci else [],
        }
    return found
