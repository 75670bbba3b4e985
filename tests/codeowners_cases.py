"""Small maps whose files belong to somebody."""

from trees import MemoryTree

from cxmap.app.codeowners.codeowners import Wanted, codeowners
from cxmap.render.codeowners import load
from cxmap.render.look import PLAIN
from cxmap.report.codeowners import BEGIN, END, CodeownersReport
from cxmap.words import ENGLISH, say

CONFIG = "cxmap: 1\nname: Case\ngovernance: {committee: board}\n"
OWNERS = """\
owners:
  web: {kind: team, contact: {github: "@acme/web", email: web@acme.example}}
  stores: {kind: team, contact: {email: stores@acme.example}}
  board: {kind: committee, contact: {github: "@acme/board"}}
"""


def survey(files: dict[str, str], *roles: str, folder: str = "") -> CodeownersReport:
    return codeowners(MemoryTree(files), Wanted(frozenset(roles or ("accountable",)), folder))


def block(report: CodeownersReport) -> str:
    return load("text")(report, ENGLISH, PLAIN)


def lines(files: dict[str, str], *roles: str, folder: str = "") -> list[str]:
    """Return what stands between the marks."""
    first, *between, last, end = block(survey(files, *roles, folder=folder)).split("\n")
    assert (first, last, end) == (BEGIN, END, "")
    return between


def handle(owners: str) -> str:
    """Return who is asked in the name of the owner `a`, or nothing."""
    files = {"owners.yaml": f"owners:\n{owners}", "x.yaml": "systems: {shop: {owner: a}}"}
    found = {file.path: file for file in survey(files).files}["x.yaml"]
    return " ".join(asked.handle for asked in found.asked)


def warnings(files: dict[str, str], *roles: str) -> list[tuple[str, str, int, str]]:
    """Return the kind, path and line (from 1) of every warning, and its sentence."""
    return [
        (notice.kind, notice.place.path, notice.place.span.line + 1, say(notice.message))
        for notice in survey(files, *roles).notices
    ]
