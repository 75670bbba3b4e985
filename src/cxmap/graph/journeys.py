"""Journeys as small automata: where each can begin and end, and which ways its steps ask for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.graph.ways import Budget, circles, nearest
from cxmap.model.journey import Journey, Step

Ends = frozenset[str]
"""The touchpoints at which something can begin, or can end."""


class Leg(NamedTuple):
    """Two steps of a journey, one of which can come right after the other.

    `first` and `then` are their positions; `leaving` the touchpoints at which the first can end, `arriving` those at
    which the next can begin.
    """

    journey: Placed[Journey]
    first: int
    then: int
    leaving: Ends
    arriving: Ends

    @property
    def before(self) -> Step:
        """The first of the two steps."""
        return self.journey.value.steps[self.first]

    @property
    def after(self) -> Step:
        """The second of the two steps."""
        return self.journey.value.steps[self.then]

    @property
    def skipped(self) -> tuple[Step, ...]:
        """The optional steps that are passed by."""
        return self.journey.value.steps[self.first + 1 : self.then]


class Journeys:
    """All journeys of an atlas, with nested ones resolved.

    One that nests itself begins and ends nowhere, and so does one with more than `_MOST_ENDS` beginnings or ends:
    nobody writes such a journey, and many that nest it would have to be held against each of them.
    """

    def __init__(self, journeys: Mapping[str, Placed[Journey]]) -> None:
        self._journeys = journeys
        self._inner = {name: _nested_in(placed, journeys) for name, placed in journeys.items()}
        self._begins: dict[str, Ends] = {}
        self._ends: dict[str, Ends] = {}
        for name in self.innermost_first:
            steps = journeys[name].value.steps
            self._begins[name] = _edge(steps, self.begins)
            self._ends[name] = _edge(steps[::-1], self.ends)

    @cached_property
    def loops(self) -> list[list[str]]:
        """The groups of journeys that nest each other, or themselves, in a circle."""
        return circles(self._inner)

    def nesting_circles(self) -> list[list[str]]:
        """Return a shortest circle out of each of the `loops`, from its first journey by id."""
        return [self._circle(loop[0], frozenset(loop)) for loop in self.loops]

    @cached_property
    def looping(self) -> set[str]:
        """The journeys in `loops`."""
        return {name for loop in self.loops for name in loop}

    @cached_property
    def innermost_first(self) -> list[str]:
        """The journeys outside loops, each after those that it nests."""
        ordered: dict[str, None] = {}
        for start in self._journeys:
            stack = [start]
            while stack:
                name = stack[-1]
                if name in ordered or name in self.looping:
                    stack.pop()
                    continue
                waiting = [inner for inner in self._inner[name] if inner not in ordered and inner not in self.looping]
                stack.extend(waiting)
                if not waiting:
                    ordered[stack.pop()] = None
        return list(ordered)

    @cached_property
    def nested(self) -> set[str]:
        """The journeys that another one nests."""
        return {inner for name, inners in self._inner.items() for inner in inners if inner != name}

    @cached_property
    def outer(self) -> list[str]:
        """The journeys that no other one nests: customers begin and finish these."""
        return [name for name in self._journeys if name not in self.nested]

    @cached_property
    def parts(self) -> set[str]:
        """The journeys that are part of a larger one: it nests them, or they name it as their `parent`."""
        parents = ((name, placed.value.parent) for name, placed in self._journeys.items())
        return self.nested | {name for name, parent in parents if parent in self._journeys and parent != name}

    def inner(self, name: str) -> Iterable[str]:
        """Return the journeys that a journey nests, in the order of its steps."""
        return self._inner[name]

    def begins(self, step: Step) -> Ends:
        """Return the touchpoints at which a step can begin."""
        return frozenset(step.touchpoints) if step.journey is None else self._begins.get(step.journey, _NOWHERE)

    def ends(self, step: Step) -> Ends:
        """Return the touchpoints at which a step can end."""
        return frozenset(step.touchpoints) if step.journey is None else self._ends.get(step.journey, _NOWHERE)

    def begins_of(self, name: str) -> Ends:
        """Return the touchpoints at which a journey can begin."""
        return self._begins.get(name, _NOWHERE)

    def starts(self) -> set[str]:
        """Return the touchpoints at which journeys begin that no other one nests."""
        return self._first_touchpoints(lambda steps: steps)

    def finishes(self) -> set[str]:
        """Return the touchpoints at which journeys end that no other one nests."""
        return self._first_touchpoints(lambda steps: steps[::-1])

    def legs(self, name: str) -> Iterator[Leg]:
        """Yield every pair of steps of a journey of which the second can follow the first.

        Optional steps between them are passed by, at most `_MOST_PASSED` at once.
        """
        placed = self._journeys[name]
        steps = placed.value.steps
        begins = [self.begins(step) for step in steps]
        for first, step in enumerate(steps):
            leaving = self.ends(step)
            for then in range(first + 1, min(len(steps), first + _MOST_PASSED + 2)):
                yield Leg(placed, first, then, leaving, begins[then])
                if not steps[then].optional:
                    break

    def touchpoints(self, name: str) -> Iterator[str]:
        """Yield the touchpoints of all steps of a journey, those of nested journeys left out."""
        for step in self._journeys[name].value.steps:
            yield from step.touchpoints

    def with_nested(self, name: str) -> set[str]:
        """Return a journey and those that it nests, however deep; nothing where there is no such journey."""
        found: set[str] = set()
        waiting = [name] if name in self._journeys else []
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self._inner[current])
        return found

    def all_touchpoints(self, name: str) -> set[str]:
        """Return the touchpoints of all steps of a journey and of the journeys nested in it, however deep."""
        return {touchpoint for journey in self.with_nested(name) for touchpoint in self.touchpoints(journey)}

    def walked(self, name: str, budget: Budget | None = None) -> tuple[str, ...]:
        """Return the touchpoints of a journey in the order of its steps, each once, and nested journeys in their place.

        When a budget is spent, no further nested journey is entered.
        """
        found: dict[str, None] = {}
        opened = {name}
        stack = [iter(self._journeys[name].value.steps)]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                continue
            found.update(dict.fromkeys(step.touchpoints))
            inner = step.journey or ""
            if inner in self._journeys and inner not in opened:
                steps = self._journeys[inner].value.steps
                if budget is None or budget.spend(len(steps)):
                    opened.add(inner)
                    stack.append(iter(steps))
        return tuple(found)

    def _circle(self, first: str, loop: frozenset[str]) -> list[str]:
        def inside(name: str) -> Iterator[str]:
            return (inner for inner in self._inner[name] if inner in loop)

        return list(nearest(first, inside, lambda name: first in self._inner[name]))

    def _first_touchpoints(self, ordered: Callable[[tuple[Step, ...]], tuple[Step, ...]]) -> set[str]:
        """Return where the outer journeys, walked in some order, can begin: each nested one is looked into once."""
        found: set[str] = set()
        seen = set(self.outer)
        waiting = list(seen)
        while waiting:
            for step in _up_to_required(ordered(self._journeys[waiting.pop()].value.steps)):
                found.update(step.touchpoints)
                if step.journey is not None and step.journey in self._journeys and step.journey not in seen:
                    seen.add(step.journey)
                    waiting.append(step.journey)
        return found


_NOWHERE: Ends = frozenset()
_MOST_PASSED = 20
_MOST_ENDS = 200


def _nested_in(placed: Placed[Journey], journeys: Mapping[str, Placed[Journey]]) -> dict[str, None]:
    return {step.journey: None for step in placed.value.steps if step.journey is not None and step.journey in journeys}


def _edge(steps: tuple[Step, ...], of: Callable[[Step], Ends]) -> Ends:
    """Return where a journey can begin; one set is shared by all the journeys that begin with the same nested one."""
    found = _NOWHERE
    for step in _up_to_required(steps):
        found = found | of(step) if found else of(step)
        if len(found) > _MOST_ENDS:
            return _NOWHERE
    return found


def _up_to_required(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield the steps of which any can be the first: the optional ones, up to the first that is not."""
    for step in steps:
        yield step
        if not step.optional:
            return
