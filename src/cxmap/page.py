"""The page of a rule or of a kind of change: what its docstring says, section by section."""

import re
import textwrap
from collections.abc import Callable
from typing import NamedTuple

_SECTION = re.compile(r"^(Why|Flagged|Clean|Before|After|Note):", re.MULTILINE)


class Page(NamedTuple):
    """What a rule says about itself: one sentence, why it matters to the customer, and two examples in YAML."""

    summary: str
    why: str
    flagged: str
    clean: str
    note: str = ""


class ChangePage(NamedTuple):
    """What a kind of change says about itself: one sentence, what it means to the customer, and an example in YAML."""

    summary: str
    why: str
    before: str
    after: str
    note: str = ""


def read_page(docstring: str) -> Page:
    """Split the docstring of a rule into its parts."""
    summary, said = _sections(docstring)
    return Page(summary, said("Why"), said("Flagged"), said("Clean"), said("Note"))


def read_change_page(docstring: str) -> ChangePage:
    """Split the docstring of a kind of change into its parts."""
    summary, said = _sections(docstring)
    return ChangePage(summary, said("Why"), said("Before"), said("After"), said("Note"))


def _sections(docstring: str) -> tuple[str, Callable[[str], str]]:
    """Return the summary, and a function that gives each section by its name, empty where there is none."""
    first, *rest = _SECTION.split(docstring)
    sections = {
        name: _unwrapped(text) if name in ("Why", "Note") else _example(text)
        for name, text in zip(rest[::2], rest[1::2], strict=True)
    }
    return _unwrapped(first), lambda name: sections.get(name, "")


def _unwrapped(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", textwrap.dedent(text).strip())
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return whole[:1].upper() + whole[1:]


def _example(text: str) -> str:
    return textwrap.dedent(text.strip("\n")).strip() + "\n"
