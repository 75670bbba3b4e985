"""Where to start: the stages that a change touches, and the journeys, the simplest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.graph.flow import Flow
from cxmap.impact.both import Both
from cxmap.impact.people.claim import accountable
from cxmap.impact.reach.edits import edited
from cxmap.impact.reach.extent import Extent, Extents, extents, of_kind
from cxmap.impact.reach.relations import STAGE_OF
from cxmap.impact.reach.walked import legs_over, pairs_of
from cxmap.impact.sizes import handovers, joined, touchpoints, with_nested
from cxmap.message import Named
from cxmap.model.journey import Journey
from cxmap.report.impact import Changed, JourneyTouched, Reached, StageTouched


def stages(comparison: Comparison, changes: Sequence[Changed], reached: Sequence[Reached]) -> tuple[StageTouched, ...]:
    """Return the stages with touchpoints that changed or are reached, and those that changed themselves.

    They come in the order of the journey, those that only the base has last. A touchpoint that moved counts in both
    its stages; one of which only the wording changed in none.
    """
    both = Both(comparison, changes)
    found = extents(changes)
    direct, near = defaultdict[str, list[Named]](list), defaultdict[str, list[Named]](list)
    for item in reached:
        key = (item.entity.kind, item.entity.id)
        if key[0] == "touchpoint" and found.get(key) is not Extent.ITSELF:
            for stage in both.named_by(key, STAGE_OF.get, "stage"):
                (direct if key in found else near)[stage].append(item.entity)
    touched = {*direct, *near, *of_kind(found, "stage")}
    order = stage_order(both)
    return tuple(
        StageTouched(both.named("stage", stage), _by_id(direct[stage]), _by_id(near[stage]))
        for stage in sorted(touched, key=lambda stage: (order.get(stage, len(order)), stage))
    )


def stage_order(both: Both) -> dict[str, int]:
    """Return the position of each stage: those of the head in their order, then those that only the base has."""
    gone = (both.now("stage", name) for name in both.diff.base.stages)
    return {name: position for position, name in enumerate(dict.fromkeys((*both.diff.head.stages, *gone)))}


def _by_id(touchpoints: Sequence[Named]) -> tuple[Named, ...]:
    return tuple(sorted(touchpoints, key=lambda named: named.id))


def journeys(
    comparison: Comparison, changes: Sequence[Changed], reached: Sequence[Reached]
) -> tuple[JourneyTouched, ...]:
    """Return the journeys on which something changed, the simplest first and those that only the base has last.

    A step changed where its touchpoint did, or something in the journey that it nests; where the step itself says
    something else; and where the way to it changed or is cut. The simplest journey has the fewest touchpoints, then
    the fewest hand-overs, as `sizes` counts them.
    """
    both = Both(comparison, changes)
    found = extents(changes)
    names = [item.entity.id for item in reached if item.entity.kind == "journey"]
    touched = [
        *_Walk(both, found, comparison.head_flow, old=False).touched(names),
        *_Walk(both, found, comparison.base_flow, old=True).touched(names),
    ]
    return tuple(sorted(touched, key=lambda item: (item.before, item.touchpoints, item.handovers, item.journey.id)))


class _Walk:
    """The journeys of one side, held against what changed. `old` tells the base, of which only what is gone counts."""

    def __init__(self, both: Both, found: Extents, flow: Flow, *, old: bool) -> None:
        self._both = both
        self._found = found
        self._flow = flow
        self._old = old
        self._changed = {both.then("touchpoint", name) if old else name: name for name in of_kind(found, "touchpoint")}
        self._pairs = pairs_of(both, of_kind(found, "transition"), old=old)
        self._cut: dict[str, set[int]] = defaultdict(set)
        if not old:
            for leg in both.comparison.cut:
                self._cut[leg.journey].add(leg.step)

    def touched(self, names: Iterable[str]) -> Iterator[JourneyTouched]:
        """Yield those of some journeys that changed themselves or in some step."""
        known = self._flow.atlas.journeys
        here = [name for name in names if name in known and not (self._old and self._both.after("journey", name))]
        own = {name: self._own_steps(name) for name in with_nested(self._flow.journeys, here)}
        inside = joined(self._flow.journeys, here, lambda name: bool(own[name]))
        sizes = touchpoints(self._flow, here), handovers(self._flow, here)
        for name in here:
            placed = known[name]
            nested = {
                number for number, step in enumerate(placed.value.steps) if step.journey and inside.get(step.journey)
            }
            steps = sorted(own[name] | nested)
            if steps or self._found.get(("journey", name), Extent.ITSELF) >= Extent.HERE:
                changed = tuple(dict.fromkeys(self._touchpoints(placed, own)))
                yield JourneyTouched(
                    journey=self._both.named("journey", name),
                    touchpoints=sizes[0][name],
                    handovers=sizes[1][name],
                    changed_steps=tuple(number + 1 for number in steps),
                    changed=tuple(self._both.named("touchpoint", stop) for stop in changed),
                    facilitator=self._facilitator(placed, changed),
                    before=self._old,
                )

    def _own_steps(self, name: str) -> set[int]:
        """Return the steps of a journey that changed, counted from 0, but for those in nested journeys."""
        steps = {step for step, _ in legs_over(self._flow, name, self._pairs)} | self._cut[name]
        for number, step in enumerate(self._flow.atlas.journeys[name].value.steps):
            if not self._changed.keys().isdisjoint(step.touchpoints):
                steps.add(number)
        if not self._old and self._found.get(("journey", name), Extent.ITSELF) >= Extent.HERE:
            steps |= edited(self._both, name).steps
        return steps

    def _touchpoints(self, placed: Placed[Journey], own: Mapping[str, AbstractSet[int]]) -> Iterator[str]:
        """Yield the touchpoints of the changed steps of a journey, and of those of the journeys nested right in it."""
        seen: set[str] = set()
        for number, step in enumerate(placed.value.steps):
            if step.journey and step.journey in own and step.journey not in seen:
                seen.add(step.journey)
                yield from self._of_steps(self._flow.atlas.journeys[step.journey], own[step.journey])
            elif number in own[placed.id]:
                yield from self._of_steps(placed, {number})

    def _of_steps(self, placed: Placed[Journey], numbers: AbstractSet[int]) -> Iterator[str]:
        """Yield the touchpoints of some steps that changed themselves; all of a step where none did."""
        for number in sorted(numbers):
            names = placed.value.steps[number].touchpoints
            yield from [self._changed[name] for name in names if name in self._changed] or map(self._now, names)

    def _now(self, touchpoint: str) -> str:
        return self._both.now("touchpoint", touchpoint) if self._old else touchpoint

    def _facilitator(self, placed: Placed[Journey], changed: Sequence[str]) -> Named | None:
        owner = self._owner(placed) or next(filter(None, (accountable(self._both, name) for name in changed)), None)
        return self._both.named("owner", owner) if owner else None

    def _owner(self, placed: Placed[Journey]) -> str | None:
        """Return who is accountable for a journey; for a part or a variant without owner, who is for the other one."""
        known = self._flow.atlas.journeys
        seen: set[str] = set()
        here: Placed[Journey] | None = placed
        while here and here.id not in seen:
            if here.value.owner:
                return self._both.now("owner", here.value.owner) if self._old else here.value.owner
            seen.add(here.id)
            here = known.get(here.value.parent or here.value.variant_of or "")
        return None
