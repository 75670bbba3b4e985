"""Texts of documents as the web page shows them: in pieces, with the addresses to which they lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cxmap.render.document import Inline, Link, Target, Text, Where
from cxmap.render.look import Look
from cxmap.render.pages.lines import line, shown
from cxmap.render.pages.page import anchor
from cxmap.report.since import Change
from cxmap.report.survey import Survey
from cxmap.visible import visible
from cxmap.words import Part


class Bit(NamedTuple):
    """A stretch of text. `code` says that it is to be copied as it is, `mark` what happened to what it leads to."""

    text: str
    address: str = ""
    code: bool = False
    mark: Change | None = None


@dataclass(frozen=True)
class Ground:
    """What texts are shown by: where things are told of, by what links to them name, and what has changed."""

    survey: Survey
    look: Look
    addresses: Mapping[Target, str]
    marks: Mapping[str, Change]

    def bits(self, text: Text, start: str) -> list[Bit]:
        """Return the pieces of a text that stands on the page `start`; from the top of the folder where it is empty."""
        return [self._bit(piece, start) for piece in text]

    def _bit(self, piece: Inline, start: str) -> Bit:
        if isinstance(piece, Part):
            return Bit(piece.text, code=piece.role == "id")
        if isinstance(piece, Link):
            return Bit(visible(piece.text), self.address(piece.to, start), mark=self.mark(piece.to))
        if isinstance(piece, Where):
            return Bit(shown(piece, self.look), line(piece, self.survey, self.look), code=True)
        return Bit(visible(piece.text))

    def address(self, to: Target, start: str) -> str:
        """Return where something is told of, seen from a page; nothing where it is told of nowhere, or by that page."""
        path = self.addresses.get(to, "")
        if path == start or not path:
            return ""
        file, mark, spot = path.partition("#")
        return f"{mark}{spot}" if file == start else f"{up(start)}{path}"

    @cached_property
    def marks_by_anchor(self) -> Mapping[str, Change]:
        """What has changed, by the ids of the spots at which it is told of."""
        parts = ((entity.partition(":"), change) for entity, change in self.marks.items())
        return {anchor(Target(kind, name)): change for (kind, _, name), change in parts}

    def mark(self, of: Target) -> Change | None:
        """Return what happened to a thing since the base."""
        return self.marks.get(f"{of.kind}:{of.id}") if self.marks else None


def up(path: str) -> str:
    """Return the way from a page to the top of the folder: `../` for one that lies in a folder of it."""
    return "../" * path.count("/")
