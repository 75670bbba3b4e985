"""Comments that silence findings: `# cxmap: ignore[rule] reason, until 2027-01-31`."""

import datetime
import re
from typing import NamedTuple

from cxmap.source.locate import Places
from cxmap.source.span import Span

_COMMENT = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*cxmap:[ \t]*(?P<verb>[a-z-]*)[ \t]*(?:\[(?P<rules>[^\]\n\r]*)\])?(?P<reason>[^\n\r]*)", re.MULTILINE
)
_UNTIL = re.compile(r"[,;.]?\s*\buntil\s+(\S+?)[.]?\s*$")


class Ignore(NamedTuple):
    """A comment that silences findings.

    `line` is where it stands, `whole_file` tells `ignore-file` from `ignore`. `until` is the last day on which
    it counts. `flaw` says what is wrong with it, if anything: it then silences nothing.
    """

    span: Span
    whole_file: bool
    rules: tuple[str, ...]
    reason: str
    until: datetime.date | None = None
    flaw: str = ""


def ignores(text: str, places: Places) -> list[Ignore]:
    """Return the suppressions written in a text, in the order in which they stand."""
    return [
        _ignore(found, places)
        for found in _COMMENT.finditer(text)
        if not places.in_text(found.start())
    ]


def may_ignore(content: bytes) -> bool:
    """Return whether a file could hold a suppression, without reading it as YAML."""
    return b"cxmap:" in content


def _ignore(found: re.Match[str], places: Places) -> Ignore:
    span = places.lines.span(found.start(), found.end())
    rules = tuple(name.strip() for name in (found["rules"] or "").split(",") if name.strip())
    reason, until, flaw = found["reason"].strip(), None, ""
    ending = _UNTIL.search(found["reason"])
    if ending:
        reason = found["reason"][: ending.start()].strip()
        try:
            until = datetime.date.fromisoformat(ending[1])
        except ValueError:
            flaw = "date"
    if found["verb"] not in ("ignore", "ignore-file"):
        flaw = "verb"
    elif not rules:
        flaw = "rules"
    elif not reason:
        flaw = "reason"
    return Ignore(span, found["verb"] == "ignore-file", rules, reason, until, flaw)
