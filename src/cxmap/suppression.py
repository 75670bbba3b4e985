"""Suppressions: comments that silence a rule for one entity, or for a file."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.document import Document, Spot
from cxmap.message import Message, said
from cxmap.model.entity import Entity
from cxmap.source.comments import Ignore, ignores, may_ignore


@dataclass
class Suppression:
    """A comment that silences findings, and what it has silenced.

    `entity` is what it stands at (`touchpoint:checkout`), empty for a whole file, and None where it stands at
    nothing. `silenced` collects the rules of which it has silenced a finding.
    """

    ignore: Ignore
    document: Document
    entity: str | None
    silenced: set[str] = field(default_factory=set)

    @property
    def spot(self) -> Spot:
        """Where the comment stands."""
        return Spot(self.document, span=self.ignore.span)

    def flaw(self) -> Message | None:
        """Say why it silences nothing, whatever there is to silence; None where it is well-formed."""
        match self.ignore.flaw:
            case "verb":
                return said("It begins with neither `ignore` nor `ignore-file`.")
            case "rules":
                return said("It does not name a rule in brackets.")
            case "reason":
                return said("It does not give a reason.")
            case "date":
                return said("What follows `until` is not a date such as 2027-01-31.")
        if self.entity is None:
            return said("It stands neither at the first line of an entity nor right above one.")
        return None

    def expired(self, today: datetime.date) -> bool:
        """Return whether its last day has passed."""
        return self.ignore.until is not None and self.ignore.until < today

    def covers(self, path: str, entity: str, rule: str) -> bool:
        """Return whether it is meant to silence a finding."""
        return (
            rule in self.ignore.rules and path == self.document.path and self.entity in ("", entity) and not self.flaw()
        )


def suppressions(atlas: Atlas) -> tuple[Suppression, ...]:
    """Return all suppressions of a repository."""
    documents = {path: document for path, document in atlas.documents.items() if may_ignore(document.content)}
    if not documents:
        return ()
    entities = _entities_by_line(atlas, documents)
    return tuple(
        suppression
        for document in documents.values()
        for suppression in _in_document(document, entities[document.path])
    )


def _entities_by_line(atlas: Atlas, documents: Iterable[str]) -> dict[str, dict[int, Placed[Entity]]]:
    found: dict[str, dict[int, Placed[Entity]]] = {path: {} for path in documents}
    repeated = (again for again, _ in atlas.repeated)
    for placed in (*atlas.everything, *repeated):
        if placed.document.path in found:
            found[placed.document.path].setdefault(placed.spot.place.span.line, placed)
    return found


def _in_document(document: Document, entities: dict[int, Placed[Entity]]) -> Iterator[Suppression]:
    lines = document.places.lines
    first = min((start for start, _ in document.places.starts()), default=len(lines.starts))
    for ignore in ignores(document.text, document.places):
        if ignore.whole_file:
            yield Suppression(ignore, document, "" if ignore.span.line < first else None)
            continue
        line = ignore.span.line
        while line not in entities and lines.line(line).lstrip().startswith("#"):
            line += 1
        yield Suppression(ignore, document, entities[line].entity if line in entities else None)
