"""At which steps of which journeys touchpoints are, by way of nested journeys, too."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cxmap.app.things.passages import stop
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.flow import Flow
from cxmap.graph.ways import Budget, breadth_first
from cxmap.model import journey as model
from cxmap.model.journey import Journey
from cxmap.report.entity import Appearance, Step
from cxmap.report.passage import Stop

ENOUGH = 1_000_000
"""How often it is looked at which journeys nest one; after that, only those that step through a touchpoint count."""


class _Numbers(NamedTuple):
    """The positions of the steps of a journey, by the touchpoints and by the journeys in them."""

    touchpoints: dict[str, list[int]]
    journeys: dict[str, list[int]]


class Appearing:
    """Says of any touchpoint of a map in which journeys it is. Each journey is looked into once."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._budget = Budget(ENOUGH)
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._numbers: dict[str, _Numbers] = {}
        self._stops: dict[str, Stop] = {}

    def steps(self, placed: Placed[Journey]) -> tuple[Step, ...]:
        """Return the steps of a journey."""
        if placed.id not in self._steps:
            self._steps[placed.id] = tuple(
                self._step(number, step) for number, step in enumerate(placed.value.steps, 1)
            )
        return self._steps[placed.id]

    def at(self, touchpoint: str) -> Iterator[Appearance]:
        """Yield the steps of all journeys at which a touchpoint is, those of nested journeys included."""
        through = breadth_first(self._flow.journeys_by_touchpoint.get(touchpoint, ()), self._around)
        for name in sorted(through):
            placed = self._atlas.journeys[name]
            steps, numbers = self.steps(placed), self._numbered(placed)
            found = set(numbers.touchpoints.get(touchpoint, ()))
            found.update(at for inner, places in numbers.journeys.items() if inner in through for at in places)
            for position in sorted(found):
                yield Appearance(placed.named, steps[position], len(steps))

    @property
    def _atlas(self) -> Atlas:
        return self._flow.atlas

    def _around(self, journey: str) -> list[str]:
        """Return the journeys that nest a journey, as long as there is time to look for them."""
        outer = self._outer.get(journey, [])
        return outer if self._budget.spend(len(outer)) else []

    @cached_property
    def _outer(self) -> dict[str, list[str]]:
        outer: dict[str, list[str]] = {}
        for name in self._atlas.journeys:
            for inner in self._flow.journeys.inner(name):
                outer.setdefault(inner, []).append(name)
        return outer

    def _numbered(self, placed: Placed[Journey]) -> _Numbers:
        if placed.id not in self._numbers:
            numbers = _Numbers({}, {})
            for position, step in enumerate(placed.value.steps):
                for name in step.touchpoints:
                    numbers.touchpoints.setdefault(name, []).append(position)
                if step.journey:
                    numbers.journeys.setdefault(step.journey, []).append(position)
            self._numbers[placed.id] = numbers
        return self._numbers[placed.id]

    def _step(self, number: int, step: model.Step) -> Step:
        return Step(
            number,
            tuple(map(self._stop, step.touchpoints)),
            self._atlas.named("journey", step.journey) if step.journey else None,
            step.optional,
            step.does or "",
            step.thinks or "",
            step.feels,
            step.pains,
        )

    def _stop(self, touchpoint: str) -> Stop:
        if touchpoint not in self._stops:
            self._stops[touchpoint] = stop(self._atlas, touchpoint)
        return self._stops[touchpoint]
