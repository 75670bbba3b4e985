"""The picture of a change: the affected part of the map, once as it was and once as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.impact.both import Both, Thing, thing
from cxmap.impact.reach.edits import edited
from cxmap.impact.reach.extent import Extent, Extents, extent, extents, of_kind
from cxmap.impact.reach.needing import ends
from cxmap.impact.reach.relations import NEEDS
from cxmap.impact.start import stage_order
from cxmap.model.transition import Transition
from cxmap.report.impact import Arrow, Card, Changed, Mark, Picture, Reached

MOST_CARDS = 40
"""With more touchpoints a picture shows nothing any more."""

MOST_ARROWS = 200
"""With more ways neither."""


def picture(comparison: Comparison, changes: Sequence[Changed], reached: Sequence[Reached]) -> Picture:
    """Return what changed on the map and what lies around it, before and after.

    Where there are too many touchpoints they are chosen in this order: those that changed; ends of transitions that
    changed, and where a journey comes to stop or stops no longer; those that need affected data; neighbours of what
    changed, as context. Cards stand in the order of the stages, then of their ids. One that was renamed has the id of
    each side. Ways between two that are only context are left out. Where nothing but words changed, or nothing that
    customers walk through, there is nothing to draw.
    """
    both = Both(comparison, changes)
    ranks = _ranks(both, extents(changes), reached)
    order = stage_order(both)

    def place(name: str) -> tuple[int, str]:
        placed = both.latest("touchpoint", name)
        return order.get(both.now("stage", placed.value.stage), len(order)) if placed else 0, name

    chosen = sorted(ranks, key=lambda name: (ranks[name], *place(name)))[:MOST_CARDS]
    cards = sorted(chosen, key=place)
    near = frozenset(name for name in chosen if ranks[name] < _CONTEXT)
    before = _Side(both, changes, old=True).drawn(cards, near)
    after = _Side(both, changes, old=False).drawn(cards, near)
    return Picture(before, after, left_out=len(ranks) - len(chosen))


_CONTEXT = 3
"""The rank of touchpoints that are drawn only because they lie beside something."""


def _ranks(both: Both, found: Extents, reached: Iterable[Reached]) -> dict[str, int]:
    """Return the touchpoints that belong into the picture, each with how soon it is left out."""
    changed = of_kind(found, "touchpoint")
    groups: list[Iterable[str]] = [
        changed,
        _ends_and_stops(both, found),
        _lacking(both, reached),
        (other for name in changed for other in (*both.following(name), *both.leading(name))),
    ]
    ranks: dict[str, int] = {}
    for rank, names in enumerate(groups):
        for name in names:
            if both.latest("touchpoint", name):
                ranks.setdefault(name, rank)
    return ranks


def _ends_and_stops(both: Both, found: Extents) -> Iterator[str]:
    for name in of_kind(found, "transition"):
        for side in ends(both, ("transition", name)):
            yield from side
    for name in of_kind(found, "journey", Extent.FLOW):
        yield from (stop for kind, stop in edited(both, name).stops if kind == "touchpoint")


def _lacking(both: Both, reached: Iterable[Reached]) -> Iterator[str]:
    """Yield the touchpoints that lack data now, and those that need data which are affected."""
    yield from (missing.touchpoint for missing in both.comparison.missing)
    yield from (item.entity.id for item in reached if item.distance > 1 and item.reason[0].by == NEEDS.by)


class _Side:
    """One of the two pictures: `old` tells the one of the base."""

    def __init__(self, both: Both, changes: Iterable[Changed], *, old: bool) -> None:
        self._both = both
        self._flow = both.comparison.base_flow if old else both.comparison.head_flow
        self._old = old
        self._marks = dict(_marks(both, changes, old=old))

    def drawn(self, cards: Sequence[str], near: AbstractSet[str]) -> tuple[tuple[Card, ...], tuple[Arrow, ...]]:
        """Return the cards that this side has, in their order, and the ways that touch one that is near."""
        here = {name: self._id("touchpoint", name) for name in cards}
        known = {name: own for name, own in here.items() if own in self._flow.atlas.touchpoints}
        return tuple(self._card(own) for own in known.values()), self._arrows(known, near)

    def _id(self, kind: str, name: str) -> str:
        return self._both.then(kind, name) if self._old else name

    def _card(self, own: str) -> Card:
        placed = self._flow.atlas.touchpoints[own]
        stage = self._flow.atlas.stages.get(placed.value.stage)
        mark = self._marks.get(("touchpoint", own), "")
        return Card(placed.named, stage.name if stage else placed.value.stage, placed.value.channel, mark)

    def _arrows(self, known: Mapping[str, str], near: AbstractSet[str]) -> tuple[Arrow, ...]:
        """Return the ways, those with a mark before the others where there are too many."""
        drawn = {own: name for name, own in known.items()}
        arrows = [
            self._arrow(start, end)
            for start, name in drawn.items()
            for end in self._flow.following.get(start, ())
            if end in drawn and (name in near or drawn[end] in near)
        ]
        order = {own: number for number, own in enumerate(drawn)}
        kept = sorted(arrows, key=lambda arrow: (not arrow.mark, order[arrow.start], order[arrow.end]))[:MOST_ARROWS]
        return tuple(sorted(kept, key=lambda arrow: (order[arrow.start], order[arrow.end])))

    def _arrow(self, start: str, end: str) -> Arrow:
        """Return one arrow for all transitions from one touchpoint to another."""
        transitions = sorted(self._flow.between[start, end], key=lambda each: each.id)
        marks = {self._marks.get(("transition", each.id), "") for each in transitions}
        mark = marks.pop() if len(marks) == 1 else "changed"
        return Arrow(start, end, _label(transitions), mark)


_MOST_LABELS = 3


def _label(transitions: Iterable[Placed[Transition]]) -> str:
    said = dict.fromkeys(each.value.when for each in transitions if each.value.when)
    return " / ".join([*said][:_MOST_LABELS])


def _marks(both: Both, changes: Iterable[Changed], *, old: bool) -> Iterator[tuple[Thing, Mark]]:
    """Yield the marks of touchpoints and transitions that changed, by the ids of one side, the strongest last."""
    retired: list[tuple[Thing, Mark]] = []
    for changed in changes:
        key = thing(changed.entity)
        if key[0] in ("touchpoint", "transition") and extent(changed) is not Extent.ITSELF:
            own = (key[0], both.then(*key) if old else key[1])
            if not both.before(*key):
                yield own, "added"
            elif not both.after(*key):
                yield own, "removed"
            else:
                yield own, "changed"
                if changed.field == "status" and changed.after == "retired":
                    retired.append((own, "removed"))
    yield from retired
