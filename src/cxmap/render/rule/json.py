"""Rules as JSON, for other tools."""

from collections.abc import Sequence
from dataclasses import asdict

from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.report.validation import RulePage

VERSION = 1


def render(page: RulePage, _look: Look) -> str:
    """Return one rule as a JSON object."""
    return json_document(asdict(page))


def index(pages: Sequence[RulePage], _look: Look) -> str:
    """Return all rules, in their order."""
    return json_document({"version": VERSION, "rules": [asdict(page) for page in pages]})
