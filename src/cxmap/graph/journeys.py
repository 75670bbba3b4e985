"""Journeys as small automata: where each can begin and end, and which ways its steps ask for."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.graph.ways import circles
from cxmap.model.journey import Journey, Step


class Leg(NamedTuple):
    """Two steps of a journey, one of which can come right after the other.

    `first` and `then` are their positions; `leaving` the touchpoints at which the first can end, `arriving` those at
    which the next can begin.
    """

    journey: Placed[Journey]
    first: int
    then: int
    leaving: frozenset[str]
    arriving: frozenset[str]


class Journeys:
    """All journeys of an atlas, with nested ones resolved. One that nests itself begins and ends nowhere."""

    def __init__(self, journeys: Mapping[str, Placed[Journey]]) -> None:
        self._journeys = journeys
        self._begins: dict[str, frozenset[str]] = {}
        self._ends: dict[str, frozenset[str]] = {}
        self.loops = _loops(journeys)
        self._looping = {name for loop in self.loops for name in loop}
        ordered = _innermost_first(journeys, self._looping)
        self.innermost_first = [*sorted(self._looping), *ordered]
        """Every journey after those that it nests; those that nest each other stand at the beginning."""
        for name in ordered:
            steps = journeys[name].value.steps
            self._begins[name] = self._edge(steps, self.begins)
            self._ends[name] = self._edge(steps[::-1], self.ends)

    def begins(self, step: Step) -> frozenset[str]:
        """Return the touchpoints at which a step can begin."""
        return self._begins.get(step.journey, frozenset()) if step.journey else frozenset(step.touchpoints)

    def ends(self, step: Step) -> frozenset[str]:
        """Return the touchpoints at which a step can end."""
        return self._ends.get(step.journey, frozenset()) if step.journey else frozenset(step.touchpoints)

    def starts_of(self, name: str) -> frozenset[str]:
        """Return the touchpoints at which a journey can begin."""
        return self._begins.get(name, frozenset())

    def finishes_of(self, name: str) -> frozenset[str]:
        """Return the touchpoints at which a journey can end."""
        return self._ends.get(name, frozenset())

    def nested(self) -> set[str]:
        """Return the journeys that another one nests."""
        return {step.journey for placed in self._journeys.values() for step in placed.value.steps if step.journey}

    def parts(self) -> set[str]:
        """Return the journeys that are part of a larger one: it nests them, or they name it as their `parent`."""
        named = {name for name, placed in self._journeys.items() if placed.value.parent in self._journeys and placed.value.parent != name}
        return self.nested() | named

    def legs(self, name: str) -> Iterator[Leg]:
        """Yield every pair of steps of a journey of which the second can follow the first.

        Optional steps between them are passed by. The pairs are at most as many as steps times the longest run of
        optional steps; `_MOST_PASSED` bounds that run.
        """
        placed = self._journeys[name]
        steps = placed.value.steps
        for first, step in enumerate(steps):
            for then in range(first + 1, min(len(steps), first + _MOST_PASSED + 2)):
                yield Leg(placed, first, then, self.ends(step), self.begins(steps[then]))
                if not steps[then].optional:
                    break

    def touchpoints(self, name: str) -> Iterator[str]:
        """Yield the touchpoints of all steps of a journey, those of nested journeys left out."""
        for step in self._journeys[name].value.steps:
            yield from step.touchpoints

    def all_touchpoints(self, name: str) -> set[str]:
        """Return the touchpoints of all steps of a journey and of the journeys nested in it, however deep."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in seen or current not in self._journeys:
                continue
            seen.add(current)
            found.update(self.touchpoints(current))
            waiting.extend(step.journey for step in self._journeys[current].value.steps if step.journey)
        return found

    @staticmethod
    def _edge(steps: tuple[Step, ...], of: Callable[[Step], frozenset[str]]) -> frozenset[str]:
        found: set[str] = set()
        for step in steps:
            found |= of(step)
            if not step.optional:
                break
        return frozenset(found)


_MOST_PASSED = 50


def _nests(placed: Placed[Journey], journeys: Mapping[str, Placed[Journey]]) -> list[str]:
    return sorted({step.journey for step in placed.value.steps if step.journey in journeys and step.journey})


def _innermost_first(journeys: Mapping[str, Placed[Journey]], looping: set[str]) -> list[str]:
    """Return the journeys outside loops so that each comes after those that it nests, without recursion."""
    ordered: dict[str, None] = {}
    for start in journeys:
        stack = [start]
        while stack:
            name = stack[-1]
            waiting = [inner for inner in _nests(journeys[name], journeys) if inner not in ordered and inner not in looping]
            if name in looping or name in ordered or not waiting:
                stack.pop()
                if name not in looping:
                    ordered.setdefault(name)
            else:
                stack.extend(waiting)
    return list(ordered)


def _loops(journeys: Mapping[str, Placed[Journey]]) -> list[list[str]]:
    """Return the groups of journeys that nest each other, or themselves, in a circle."""
    inner = {name: _nests(placed, journeys) for name, placed in journeys.items()}
    return circles({name: names for name, names in inner.items() if names})
