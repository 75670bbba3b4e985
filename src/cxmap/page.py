"""The page of a rule: what its docstring says, section by section."""

import re
import textwrap
from typing import NamedTuple

_SECTION = re.compile(r"^(Why|Flagged|Clean|Note):", re.MULTILINE)


class Page(NamedTuple):
    """What a rule says about itself: one sentence, why it matters to the customer, and two examples in YAML."""

    summary: str
    why: str
    flagged: str
    clean: str
    note: str = ""


def read_page(docstring: str) -> Page:
    """Split a docstring into its parts."""
    first, *rest = _SECTION.split(docstring)
    sections = {
        name: _unwrapped(text) if name in ("Why", "Note") else _example(text)
        for name, text in zip(rest[::2], rest[1::2], strict=True)
    }
    return Page(
        _unwrapped(first),
        sections.get("Why", ""),
        sections.get("Flagged", ""),
        sections.get("Clean", ""),
        sections.get("Note", ""),
    )


def _unwrapped(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", textwrap.dedent(text).strip())
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return whole[:1].upper() + whole[1:]


def _example(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).strip() + "\n"
