"""Rules and kinds of change as JSON, for other tools."""

from collections.abc import Sequence
from dataclasses import asdict

from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.report.validation import KindPage, RulePage

VERSION = 1


def render(page: RulePage | KindPage, _look: Look) -> str:
    """Return one rule, or one kind of change, as a JSON object."""
    return json_document(asdict(page))


def index(rules: Sequence[RulePage], kinds: Sequence[KindPage], _look: Look) -> str:
    """Return all rules and all kinds of change, in their order."""
    return json_document(
        {"version": VERSION, "rules": [asdict(page) for page in rules], "changes": [asdict(page) for page in kinds]}
    )
