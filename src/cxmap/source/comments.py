"""Comments that silence findings: `# cxmap: ignore[rule] reason, until 2027-01-31`."""

import datetime
import re
from typing import NamedTuple

from cxmap.source.locate import Places
from cxmap.source.span import Span

_COMMENT = re.compile(
    r"(?:^|(?<=[ \t\r]))#[ \t]*cxmap:[ \t]*(?P<verb>[a-z-]*)[ \t]*(?:\[(?P<rules>[^\]\n\r]*)\])?(?P<reason>[^\n\r]*)",
    re.MULTILINE,
)
_ANOTHER = re.compile(r"(?:^|\s)#[\s!]")  # begins a comment for somebody else
_DEADLINE = 2  # words at the end: `until` and the day
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Ignore(NamedTuple):
    """A comment that silences findings.

    `whole_file` tells `ignore-file` from `ignore`. `until` is the last day on which it counts. `flaw` says what is
    wrong with it, if anything: it then silences nothing.
    """

    span: Span
    whole_file: bool
    rules: tuple[str, ...]
    reason: str
    until: datetime.date | None = None
    flaw: str = ""


def ignores(text: str, places: Places) -> list[Ignore]:
    """Return the suppressions written in a text, in the order in which they stand."""
    return [_ignore(found, places) for found in _COMMENT.finditer(text) if not places.in_text(found.start())]


def may_ignore(content: bytes) -> bool:
    """Return whether a file could hold a suppression, without reading it as YAML."""
    return b"cxmap:" in content


def _ignore(found: re.Match[str], places: Places) -> Ignore:
    span = places.lines.span(found.start(), found.end())
    rules = tuple(dict.fromkeys(name.strip() for name in (found["rules"] or "").split(",") if name.strip()))
    reason, date = _split(_ANOTHER.split(found["reason"], maxsplit=1)[0].split())
    until = _day(date)
    flaw = "date" if date and until is None else ""
    if found["verb"] not in ("ignore", "ignore-file"):
        flaw = "verb"
    elif not rules:
        flaw = "rules"
    elif not reason:
        flaw = "reason"
    return Ignore(span, found["verb"] == "ignore-file", rules, reason, until, flaw)


def _split(words: list[str]) -> tuple[str, str]:
    """Split a reason from the date that ends it: `being redesigned, until 2027-01-31`."""
    if len(words) < _DEADLINE or words[-2].lower().strip("(:") != "until":
        return " ".join(words), ""
    return " ".join(words[:-2]).rstrip(" ,;."), words[-1].rstrip(".)")


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
