"""The touchpoints that a selector selects."""

from collections.abc import Callable, Collection, Iterable

from cxmap.errors import CxmapError
from cxmap.graph.flow import Flow
from cxmap.graph.ways import Budget, Following
from cxmap.message import said
from cxmap.selection.connections import Connections, spelled
from cxmap.selection.globs import is_glob, matching
from cxmap.selection.selector import EVERYTHING, Depth, Group, Selection, Selector, Term
from cxmap.selection.unknown import unknown

Changed = Callable[[], Collection[str]]
"""Returns the touchpoints that `state:changed` means; only asked when it is in the selector."""


def without_base() -> Collection[str]:
    """Raise `CxmapError`: there is nothing to compare with."""
    raise CxmapError(said("There is nothing here that `state:changed` could be compared with."), said("Leave it out."))


def select(flow: Flow, selection: Selection = EVERYTHING, changed: Changed = without_base) -> tuple[str, ...]:
    """Return the ids of the touchpoints that are selected, in the order of stages and then of ids.

    Raises `CxmapError` when a selector names something that does not exist, or would take too long to work out.
    """
    if selection.everything:
        return in_order(flow, flow.atlas.touchpoints)
    answer = _Answer(flow, Connections(flow), changed)
    found = answer.to(selection.wanted) if selection.wanted else set(flow.atlas.touchpoints)
    return in_order(flow, found - answer.to(selection.unwanted))


def in_order(flow: Flow, touchpoints: Iterable[str]) -> tuple[str, ...]:
    """Return touchpoints in the order of their stages, where the files say in which order these come, then of ids."""
    order, known = flow.stage_order, flow.atlas.touchpoints

    def position(name: str) -> tuple[int, str]:
        stage = known[name].value.stage if name in known else ""
        return order.get(stage, len(order)), name

    return tuple(sorted(touchpoints, key=position))


_MOST_STEPS = 3_000_000
"""How much is looked at for one selection: what a person writes takes far less, even on a very large map."""


class _Answer:
    """Works out selectors over one map, at a bounded cost."""

    def __init__(self, flow: Flow, connections: Connections, changed: Changed) -> None:
        self._flow = flow
        self._connections = connections
        self._changed = changed
        self._budget = Budget(_MOST_STEPS)

    def to(self, selector: Selector) -> set[str]:
        """Return the touchpoints that a selector selects."""
        found: set[str] = set()
        # Terms that stand alone and go equally far are walked from together, so that many cost no more than one.
        starts: dict[tuple[Depth, Depth], set[str]] = {}
        for group in dict.fromkeys(selector):
            if len(group) == 1:
                starts.setdefault((group[0].up, group[0].down), set()).update(self._named(group[0]))
            else:
                found |= self._in_all(group)
        for depths, names in starts.items():
            found |= self._around(names, *depths)
        return found

    def _in_all(self, group: Group) -> set[str]:
        first, *others = dict.fromkeys(group)
        found = self._around(self._named(first), first.up, first.down)
        for term in others:
            # Even where nothing is left, a term that names something unknown is a mistake.
            found &= self._around(self._named(term), term.up, term.down)
        return found

    def _named(self, term: Term) -> set[str]:
        """Return the touchpoints that a term names, without those up and down the stream."""
        values = self._values(term)
        if term.method == "state":
            named = self._flow.atlas.touchpoints.keys() & set(self._changed()) if values else set()
        else:
            named = self._connections.touchpoints(term.method, values)
        self._spend(len(named))
        return named

    def _values(self, term: Term) -> Collection[str]:
        """Return the known values that a term stands for: one, or those that fit its pattern."""
        known = self._connections.known(term.method)
        value = spelled(term.method, term.value)
        if is_glob(value) and not term.literal:
            self._spend(len(known))
            return list(filter(matching(value), known))
        if value not in known:
            raise unknown(self._connections, term)
        return (value,)

    def _around(self, names: Collection[str], up: Depth, down: Depth) -> set[str]:
        """Return touchpoints with those that lead to them, and those that they lead to, as far as asked."""
        found = set(names)
        for following, depth in ((self._flow.leading, up), (self._flow.following, down)):
            if depth != 0:
                found |= self._walked(names, following, depth)
        return found & self._flow.atlas.touchpoints.keys()

    def _walked(self, starts: Iterable[str], following: Following, depth: Depth) -> set[str]:
        found = set(starts)
        level = list(found)
        gone = 0
        while level and gone != depth:
            after = [name for node in level for name in following.get(node, ())]
            self._spend(len(level) + len(after))
            level = list({name for name in after if name not in found})
            found.update(level)
            gone += 1
        return found

    def _spend(self, steps: int) -> None:
        if not self._budget.spend(steps):
            raise CxmapError(
                said("This selector would take too long to work out."),
                said("Write fewer terms with `+`, `,` or `*`, or go fewer transitions: `2+checkout`."),
            )
