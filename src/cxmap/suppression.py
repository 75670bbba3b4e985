"""Suppressions: comments that silence a rule for one entity, or for a file."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, entity_name
from cxmap.atlas.document import Document, Spot
from cxmap.message import Message, said
from cxmap.model.file import SECTIONS
from cxmap.source.comments import Ignore, ignores, may_ignore
from cxmap.source.span import Route


class Flaw(NamedTuple):
    """Why a suppression silences nothing, and what to do about it."""

    message: Message
    hint: Message


@dataclass
class Suppression:
    """A comment that silences findings, and what it has silenced.

    `entities` is what it stands at (`touchpoint:checkout`; several where they share a line), None where it stands
    at nothing. While the rules run, `tried` collects those that would have found something there if it were
    wrong, and `silenced` those of which it has silenced a finding.
    """

    ignore: Ignore
    document: Document
    entities: frozenset[str] | None
    tried: set[str] = field(default_factory=set)
    silenced: set[str] = field(default_factory=set)

    @property
    def spot(self) -> Spot:
        """Where the comment stands."""
        return Spot(self.document, span=self.ignore.span)

    @property
    def entity(self) -> str:
        """The one entity it stands at; nothing where there is none, or more than one."""
        return next(iter(self.entities)) if self.entities is not None and len(self.entities) == 1 else ""

    def flaw(self) -> Flaw | None:
        """Say why it silences nothing, whatever there is to silence; None where it is well-formed."""
        if self.ignore.flaw:
            return _FLAWS[self.ignore.flaw]
        if self.entities is None:
            return _FLAWS["ignore-file" if self.ignore.whole_file else "ignore"]
        return None

    def expired(self, today: datetime.date) -> bool:
        """Return whether its last day has passed."""
        return self.ignore.until is not None and self.ignore.until < today

    @property
    def covered(self) -> frozenset[str]:
        """What findings must be about to be silenced: entities, or nothing at all for a whole file."""
        if self.flaw() or self.entities is None:
            return frozenset()
        return _WHOLE_FILE if self.ignore.whole_file else self.entities


_FLAWS = {
    "verb": Flaw(
        said("This comment silences nothing: after `cxmap:` comes `ignore` or `ignore-file`."),
        said("Write `# cxmap: ignore[rule-id] reason`."),
    ),
    "rules": Flaw(
        said("This comment silences nothing: it names no rule."),
        said("Write `# cxmap: ignore[rule-id] reason`."),
    ),
    "reason": Flaw(
        said("This comment silences nothing: it gives no reason."),
        said("Say after the bracket why it may stay as it is."),
    ),
    "date": Flaw(
        said("This comment silences nothing: what follows `until` is not a day."),
        said("Write the last day on which it counts as year-month-day, such as 2027-01-31."),
    ),
    "ignore": Flaw(
        said("This comment silences nothing: no entity begins on its line, or on the line below it."),
        said("Move it to the line with the entity's id, or right above that line."),
    ),
    "ignore-file": Flaw(
        said("This comment silences nothing: `ignore-file` stands at the top of a file, above all sections."),
        said("Move it to the top, or write `ignore` at the entity that is meant."),
    ),
}


_ANYTHING = ""
_WHOLE_FILE = frozenset({_ANYTHING})


class Silence:
    """The suppressions while the rules run: what they have silenced, and what they were tried against."""

    def __init__(self, suppressions: Iterable[Suppression], today: datetime.date) -> None:
        self._today = today
        self._covering: dict[tuple[str, str, str], list[Suppression]] = defaultdict(list)
        self._naming: dict[str, list[Suppression]] = defaultdict(list)
        for suppression in suppressions:
            for rule in suppression.ignore.rules:
                self._naming[rule].append(suppression)
                for entity in suppression.covered:
                    self._covering[suppression.document.path, rule, entity].append(suppression)
        self._answers: dict[tuple[str, str, str], bool] = {}

    def covers(self, path: str, rule: str, entity: str) -> bool:
        """Return whether a rule's finding about an entity is silenced, and note which suppressions were meant to."""
        whole_file, alone = self._answer((path, rule, _ANYTHING)), self._answer((path, rule, entity))
        return whole_file or alone

    def naming(self, rule: str) -> Iterable[Suppression]:
        """Return the suppressions that name a rule."""
        return self._naming.get(rule, ())

    def _answer(self, covered: tuple[str, str, str]) -> bool:
        if covered not in self._answers:
            meant = self._covering.get(covered, ())
            for suppression in meant:
                suppression.silenced.add(covered[1])
            self._answers[covered] = not all(suppression.expired(self._today) for suppression in meant)
        return self._answers[covered]


def suppressions(atlas: Atlas) -> tuple[Suppression, ...]:
    """Return all suppressions of a repository. What stands in a file that cannot be read silences nothing."""
    documents = [document for document in atlas.documents.values() if document.path not in atlas.unreadable]
    with_comments = [document for document in documents if may_ignore(document.content)]
    return tuple(found for document in with_comments for found in _in_document(document, atlas.listed))


def _in_document(document: Document, listed: Mapping[tuple[str, Route], str]) -> Iterator[Suppression]:
    places = document.places
    found = ignores(document.text, places)
    if not found:
        return
    entities: dict[int, set[str]] = defaultdict(set)
    for line, route in places.entries():
        if route[0] in SECTIONS:
            # An entry of a list that could not be read has no name, but a comment at it stands where it should.
            entities[line].update(filter(None, [entity_name(route) or listed.get((document.path, route))]))
    first = places.first_line()
    below = _Below(document, entities)
    for ignore in found:
        if ignore.whole_file:
            yield Suppression(ignore, document, frozenset() if ignore.span.line < first else None)
        else:
            line = below.line(ignore.span.line)
            yield Suppression(ignore, document, frozenset(entities[line]) if line in entities else None)


class _Below:
    """Finds the line that a comment is about: its own, or the first below it that is more than a comment."""

    def __init__(self, document: Document, entities: dict[int, set[str]]) -> None:
        self.lines = document.places.lines
        self.entities = entities
        self.known: dict[int, int] = {}

    def line(self, number: int) -> int:
        passed = []
        while number not in self.entities and number not in self.known and self._is_comment(number):
            passed.append(number)
            number += 1
        number = self.known.get(number, number)
        self.known.update(dict.fromkeys(passed, number))
        return number

    def _is_comment(self, number: int) -> bool:
        return self.lines.line(number).lstrip().startswith("#")
