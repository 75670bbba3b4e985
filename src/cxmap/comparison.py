"""What a kind of change is: a question about a pair of revisions, and the page that explains it.

A kind is a function in a file of its own, `cxmap/changes/KIND.py`. It gets a `Comparison` and yields a `Seen` for every
change of its kind. The docstring of its module is its page.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.diff import Diff
from cxmap.diff.grade import Grade
from cxmap.diff.plain import plain
from cxmap.graph.flow import Flow
from cxmap.message import Message, Value
from cxmap.page import ChangePage, read_change_page


class Missing(NamedTuple):
    """A datum that no longer reaches a touchpoint of the head: it did, or was not needed there, in the base."""

    touchpoint: str
    datum: str


class CutLeg(NamedTuple):
    """Two steps of an ideal journey of the head between which a transition is missing that was not missing before.

    `leaving` and `arriving` are the touchpoints between which a customer cannot get any more.
    """

    journey: str
    step: int
    leaving: tuple[str, ...]
    arriving: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What kinds of change may ask about. Dear things are worked out when first asked for."""

    diff: Diff

    @property
    def base(self) -> Atlas:
        """The atlas before."""
        return self.diff.base

    @property
    def head(self) -> Atlas:
        """The atlas after."""
        return self.diff.head

    @cached_property
    def base_flow(self) -> Flow:
        """The ways through the touchpoints before."""
        return Flow(self.base)

    @cached_property
    def head_flow(self) -> Flow:
        """The ways through the touchpoints after."""
        return Flow(self.head)

    @cached_property
    def missing(self) -> frozenset[Missing]:
        """The data that no longer reach where they are needed."""
        return _missing(self.head_flow) - {
            Missing(self.diff.id_now("touchpoint", gap.touchpoint), self.diff.id_now("data", gap.datum))
            for gap in _missing(self.base_flow)
        }

    @cached_property
    def cut(self) -> tuple[CutLeg, ...]:
        """The legs of ideal journeys on which a customer could go on before, and cannot now."""
        broken_before = {
            (self.diff.id_now("journey", leg.journey), self._ids_now(leg.leaving), self._ids_now(leg.arriving))
            for leg in _cut(self.base_flow)
        }
        return tuple(
            leg
            for leg in _cut(self.head_flow)
            if (leg.journey, frozenset(leg.leaving), frozenset(leg.arriving)) not in broken_before
        )

    def journeys_through(self, touchpoint: str, *, before: bool = False) -> tuple[Placed[Any], ...]:
        """Return the journeys, in the base or the head, that step through a touchpoint, by id."""
        flow = self.base_flow if before else self.head_flow
        journeys = flow.atlas.journeys
        return tuple(journeys[name] for name in flow.journeys_by_touchpoint.get(touchpoint, ()))

    def _ids_now(self, touchpoints: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self.diff.id_now("touchpoint", name) for name in touchpoints)


def _missing(flow: Flow) -> frozenset[Missing]:
    return frozenset(Missing(placed.id, gap.datum) for gap in flow.gaps() for placed in (gap.touchpoint, *gap.also))


def _cut(flow: Flow) -> Iterator[CutLeg]:
    for name in sorted(flow.atlas.journeys):
        if flow.atlas.journeys[name].value.kind == "ideal":
            for broken in flow.steps.broken(name):
                leaving = broken.leaving if broken.altogether else broken.stuck or broken.leaving
                arriving = broken.arriving if broken.altogether else broken.unreached or broken.arriving
                yield CutLeg(name, broken.leg.then, leaving, arriving)


class Seen:
    """A change that was seen.

    `entity` is the thing it is about: in the head, or in the base where only the base has it. `previous` is how it
    stood in the base where that bore another name or led elsewhere. `field` is the written name of the field
    (`raci.accountable`); `before` and `after` are what it said, or the whole entity where it came or went. `message`
    replaces the sentence of the kind, `grade` its grade, and `why` gives the reason of a grade that is not the kind's
    own, or what follows for customers. `values` fill the gaps of the sentence; `{entity}` is always there.
    """

    __slots__ = ("after", "before", "entity", "field", "grade", "message", "previous", "values", "why")

    def __init__(  # noqa: PLR0913 - a change has this many sides
        self,
        entity: Placed[Any],
        *,
        field: str | None = None,
        before: Any = None,
        after: Any = None,
        previous: Placed[Any] | None = None,
        grade: Grade | None = None,
        message: Message | None = None,
        why: Message | None = None,
        **values: Value | Placed[Any],
    ) -> None:
        self.entity = entity
        self.field = field
        self.before = plain(before)
        self.after = plain(after)
        self.previous = previous
        self.grade = grade
        self.message = message
        self.why = why
        self.values: dict[str, Value] = {
            name: value.named if isinstance(value, Placed) else value
            for name, value in {"entity": entity, **values}.items()
        }


See = Callable[[Comparison], Iterator[Seen]]


@dataclass(frozen=True)
class Kind:
    """A kind of change and what is known about it.

    `fields` are the fields it speaks about, by kind of entity: `{"touchpoint": ("channel",)}`; it is the only kind that
    does. `mirror` is the kind that the same change is when the revisions change places.
    """

    id: str
    grade: Grade
    sentence: str
    see: See
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mirror: str = ""

    @cached_property
    def page(self) -> ChangePage:
        """What the docstring of the kind's module says."""
        return read_change_page(sys.modules[self.see.__module__].__doc__ or "")


def change(
    grade: Grade,
    sentence: str,
    *,
    fields: Mapping[str, tuple[str, ...]] | None = None,
    mirror: str = "",
) -> Callable[[See], Kind]:
    """Make a kind of change of a function, with its usual grade and the sentence that says what changed.

    `{name}` in the sentence is a gap that the values of a `Seen` fill. The kind takes its id from its module.
    """

    def make(see: See) -> Kind:
        name = see.__module__.rpartition(".")[2].replace("_", "-")
        return Kind(name, grade, sentence, see, fields or {}, mirror or name)

    return make
