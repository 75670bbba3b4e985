"""What a kind of change is: a question about a pair of revisions, and the page that explains it.

A kind is a function in a file of its own, `cxmap/changes/KIND.py`. It gets a `Comparison` and yields a `Seen` for every
change of its kind. The docstring of its module is its page.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.diff import Diff, Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import plain
from cxmap.graph.flow import Flow
from cxmap.graph.ways import reach
from cxmap.message import Message, Value
from cxmap.page import ChangePage, read_change_page


class Missing(NamedTuple):
    """A datum that a live touchpoint of the head needs, and that no longer reaches it on every way.

    Customers came to it in the base too, and there it was known on every way, or was not needed.
    """

    touchpoint: str
    datum: str


class CutLeg(NamedTuple):
    """A step of an ideal journey of the head to which a customer could go on before, and cannot now.

    In the base, transitions led from the touchpoints `leaving` to those `arriving`; now none of them is left. `step` is
    the position of the step, counted from 0. All the touchpoints are live.
    """

    journey: str
    step: int
    leaving: tuple[str, ...]
    arriving: tuple[str, ...]


Answer = TypeVar("Answer")

Way = tuple[str, str]
"""The two touchpoints that a transition joins, by the ids of the head."""


@dataclass(frozen=True)
class Comparison:
    """What kinds of change may ask about. Dear things are worked out when first asked for.

    What customers can do is judged by the live touchpoints alone. Where something could not be read nothing is
    concluded from what is not there: then nothing is cut off, trapped, cut or missing.
    """

    diff: Diff
    _answers: dict[Callable[["Comparison"], Any], Any] = field(default_factory=dict, compare=False, repr=False)

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
    def base_live(self) -> Flow:
        """The ways that customers could go before: only through touchpoints that were live."""
        return _only_live(self.base_flow)

    @cached_property
    def head_live(self) -> Flow:
        """The ways that customers can go now: only through touchpoints that are live."""
        return _only_live(self.head_flow)

    @cached_property
    def cut_off(self) -> frozenset[str]:
        """The live touchpoints to which customers got from an entry in the base, and do not get now."""
        if not self._ways_differ:
            return frozenset()
        return self._still_live(self.base_live.reachable) - self.head_live.reachable

    @cached_property
    def trapped(self) -> frozenset[str]:
        """The live touchpoints from which customers got to an exit in the base, and do not get to any now."""
        if not self._ways_differ:
            return frozenset()
        return self._still_live(_finishing(self.base_live)) - _finishing(self.head_live)

    @cached_property
    def missing(self) -> frozenset[Missing]:
        """The data that no longer reach where they are needed."""
        if not self._ways_differ:
            return frozenset()
        came_to = self._still_live(self.base_live.reachable)
        gaps = {gap for gap in _missing(self.head_live) if gap.touchpoint in came_to}
        if not gaps:
            return frozenset()
        lacked = {
            Missing(self.diff.id_now("touchpoint", gap.touchpoint), self.diff.id_now("data", gap.datum))
            for gap in _missing(self.base_live)
        }
        return frozenset(gaps - lacked - self._never_known(gaps))

    @cached_property
    def cut(self) -> tuple[CutLeg, ...]:
        """The steps of ideal journeys to which a customer could go on before, and cannot now."""
        lost: dict[str, set[str]] = {}
        for leaving, arriving in self.lost_ways:
            lost.setdefault(leaving, set()).add(arriving)
        return tuple(_cut(self.head_live, lost)) if lost else ()

    @cached_property
    def lost_ways(self) -> frozenset[Way]:
        """The pairs of touchpoints, live before and now, between which a transition led before and none leads now."""
        if not self._ways_differ:
            return frozenset()
        now = self.diff.id_now
        before = ((now("touchpoint", start), now("touchpoint", end)) for start, end in self.base_live.between)
        live = self.head_live.atlas.touchpoints
        gone = (way for way in before if way not in self.head_live.between)
        return frozenset(way for way in gone if way[0] in live and way[1] in live)

    def pairs(self, fields: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Pair, str]]:
        """Yield every pair that differs in one of some fields, given by kind of thing, each with the field."""
        for kind, names in fields.items():
            yield from self.diff.pairs(kind, *names)

    def journeys_through(self, touchpoint: str, *, before: bool = False) -> tuple[Placed[Any], ...]:
        """Return the journeys, in the base or the head, that step through a touchpoint, by id."""
        flow = self.base_flow if before else self.head_flow
        journeys = flow.atlas.journeys
        return tuple(journeys[name] for name in flow.journeys_by_touchpoint.get(touchpoint, ()))

    def then(self, diff: Diff) -> "Comparison":
        """Return the comparison of this head with what came after it, which knows what is known of its ways.

        This one forgets what it was asked for: whoever goes on from it has seen all there is.
        """
        following = Comparison(diff)
        for here, there in (("head_flow", "base_flow"), ("head_live", "base_live")):
            if here in vars(self):
                vars(following)[there] = vars(self)[here]
        self._answers.clear()  # they refer back to it, so that it would never go
        return following

    def once(self, work_out: Callable[["Comparison"], Answer]) -> Answer:
        """Return what a function makes of this comparison: it is asked only once."""
        if work_out not in self._answers:
            self._answers[work_out] = work_out(self)
        answer: Answer = self._answers[work_out]
        return answer

    @cached_property
    def readable(self) -> bool:
        """Whether everything could be read, before and after, that decides what customers can do."""
        return _readable(self.base) and _readable(self.head)

    @cached_property
    def _ways_differ(self) -> bool:
        """Whether anything differs that customers may notice on their ways, and everything could be read."""
        differs = any(
            self.diff.added[kind] or self.diff.removed[kind] or any(self.diff.pairs(kind, *fields))
            for kind, fields in _ON_THE_WAY.items()
        )
        return differs and self.readable

    def _still_live(self, names: Iterable[str]) -> frozenset[str]:
        """Return those of some touchpoints of the base that are live in the head, by their ids there."""
        live = self.head_live.atlas.touchpoints
        now = (self.diff.id_now("touchpoint", name) for name in names if name in self.base_live.atlas.touchpoints)
        return frozenset(name for name in now if name in live)

    def _never_known(self, gaps: Iterable[Missing]) -> set[Missing]:
        """Return those of some gaps that were there before: what is needed was no declared datum then."""
        declared = {self.diff.id_now("data", name) for name in self.base.data}
        undeclared = {gap for gap in gaps if gap.datum not in declared}
        if not undeclared:
            return set()
        return undeclared & {
            Missing(self.diff.id_now("touchpoint", name), datum)
            for name, placed in self.base.touchpoints.items()
            for datum in placed.value.needs
        }


_ON_THE_WAY = {
    "touchpoint": ("status", "entry", "exit", "captures", "needs", "systems"),
    "transition": ("from", "to", "carries"),
    "journey": ("steps", "kind"),
    "data": ("held_in",),
}
"""The fields that decide where customers get to and what is known of them there."""


def _readable(atlas: Atlas) -> bool:
    partial = ((entity, _ON_THE_WAY.get(entity.partition(":")[0], ())) for entity in atlas.partial)
    return atlas.whole and not any(atlas.may_hold(entity, field) for entity, fields in partial for field in fields)


def _only_live(flow: Flow) -> Flow:
    """Return the ways through the live touchpoints alone."""
    touchpoints = flow.atlas.touchpoints
    live = {name: placed for name, placed in touchpoints.items() if placed.value.status == "live"}
    if len(live) == len(touchpoints):
        return flow
    return Flow(replace(flow.atlas, things={**flow.atlas.things, "touchpoint": live}))


def _finishing(flow: Flow) -> set[str]:
    """Return the touchpoints from which transitions lead to an exit."""
    return reach(flow.exits, flow.leading)


def _missing(flow: Flow) -> Iterator[Missing]:
    return (Missing(name, datum) for datum, names in flow.lacking().items() for name in names)


def _cut(flow: Flow, lost: Mapping[str, Collection[str]]) -> Iterator[CutLeg]:
    """Yield the legs of ideal journeys that lack a transition which is among the lost ones."""
    for name in sorted(flow.atlas.journeys):
        if flow.atlas.journeys[name].value.kind == "ideal":
            for step, leaving, arriving in _broken(flow, name):
                pairs = [(one, other) for one in leaving for other in arriving if other in lost.get(one, ())]
                if pairs:
                    yield CutLeg(name, step, *(tuple(dict.fromkeys(side)) for side in zip(*pairs, strict=True)))


def _broken(flow: Flow, name: str) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Yield the legs of a journey that lack transitions: the step, and from where and to where none leads."""
    for broken in flow.steps.broken(name):
        if broken.altogether:
            yield broken.leg.then, broken.leaving, broken.arriving
        else:
            if broken.stuck:
                yield broken.leg.then, broken.stuck, broken.arriving
            if broken.unreached:
                yield broken.leg.then, broken.leaving, broken.unreached
    for lost in flow.steps.lost_ends(name):
        yield lost.step + 1, lost.ends, lost.onwards


class Weight(NamedTuple):
    """How grave a change is, and why it is graver, or less grave, than others of its kind."""

    grade: Grade
    why: Message | None = None


class Seen:
    """A change that was seen.

    `entity` is the thing it is about: in the head, or in the base where only the base has it. `previous` is how it
    stood in the base where that bore another name or led elsewhere. `field` is the written name of the field
    (`raci.accountable`); `before` and `after` are what it said, or the whole entity where it came or went. `message`
    replaces the sentence of the kind, and `weight` its grade. `values` fill the gaps of the sentence; `{entity}` is
    always there, and so are `{before}` and `{after}` where they are a text or a figure.
    """

    __slots__ = ("after", "before", "entity", "field", "message", "previous", "values", "weight")

    def __init__(  # noqa: PLR0913 - a change has this many sides
        self,
        entity: Placed[Any],
        *,
        field: str | None = None,
        before: Any = None,
        after: Any = None,
        previous: Placed[Any] | None = None,
        weight: Weight | None = None,
        message: Message | None = None,
        **values: Value | Placed[Any],
    ) -> None:
        self.entity = entity
        self.field = field
        self.before = plain(before)
        self.after = plain(after)
        self.previous = previous
        self.weight = weight
        self.message = message
        said = {"before": self.before, "after": self.after}
        self.values: dict[str, Value] = {name: value for name, value in said.items() if isinstance(value, str | float)}
        for name, value in {"entity": entity, **values}.items():
            self.values[name] = value.named if isinstance(value, Placed) else value


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
