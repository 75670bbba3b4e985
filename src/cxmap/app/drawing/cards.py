"""The touchpoints and transitions of a picture, and the stages in which they stand."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.app.drawing.calling import Calling
from cxmap.app.drawing.marks import Marks, Tally
from cxmap.atlas.atlas import Placed
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.model.touchpoint import Raci, Touchpoint
from cxmap.model.transition import Transition
from cxmap.report.drawing import Arrow, Card, Phase

Drawn = tuple[tuple[Card, ...], tuple[Arrow, ...]]


class Cards:
    """Makes the cards and arrows of touchpoints and transitions, those of what is no longer there included."""

    def __init__(self, flow: Flow, calling: Calling, marks: Marks, tallies: Mapping[str, Tally]) -> None:
        self._flow = flow
        self._calling = calling
        self._marks = marks
        self._tallies = tallies

    def drawn(self, touchpoints: Sequence[str], *, whole: bool) -> Drawn:
        """Return the cards of touchpoints in their order, and the arrows between them.

        What is no longer there is put in where everything is drawn, or where it was next to what is.
        """
        known = {name: self._flow.atlas.touchpoints[name] for name in touchpoints}
        gone = {placed.id: placed for placed in self._gone(known, whole=whole)}
        cards = [self._card(placed) for placed in known.values()]
        cards += [self._card(placed, gone=True) for placed in gone.values()]
        return self._by_stage(cards), tuple(self._arrows({**known, **gone}))

    def _gone(self, known: Mapping[str, Placed[Touchpoint]], *, whole: bool) -> Iterator[Placed[Touchpoint]]:
        neighbours = set() if whole else {name for ends in self._gone_ways() for name in ends if {*ends} & {*known}}
        for placed in self._marks.gone("touchpoint"):
            if whole or placed.id in neighbours:
                yield placed

    def _gone_ways(self) -> Iterator[tuple[str, str]]:
        return (self._ends(placed, gone=True) for placed in self._marks.gone("transition"))

    def _by_stage(self, cards: Sequence[Card]) -> tuple[Card, ...]:
        order = self._flow.stage_order

        def stage(card: Card) -> tuple[bool, int, str]:
            name = card.stage.id if card.stage else ""
            return card.stage is None, order.get(name, len(order)), name

        return tuple(sorted(cards, key=stage))

    def _card(self, placed: Placed[Touchpoint], *, gone: bool = False) -> Card:
        value, tally = placed.value, Tally() if gone else self._tallies.get(placed.entity, Tally())
        raci = value.raci or _NOBODY
        stage = self._marks.id_now("stage", value.stage) if gone else value.stage
        named = self._calling("stage", stage)
        return Card(
            touchpoint=self._calling("touchpoint", placed.id),
            stage=named if named.name else None,
            channel=value.channel,
            owner=self._owner(raci.accountable, gone=gone) if raci.accountable else None,
            responsible=tuple(self._owner(name, gone=gone) for name in raci.responsible),
            initiated_by=value.initiated_by or "",
            moment=value.moment or "",
            status=value.status,
            entry=not gone and placed.id in self._flow.entries,
            exit=not gone and placed.id in self._flow.exits,
            systems=tuple(self._named("system", name, gone=gone) for name in value.systems),
            errors=tally.errors,
            warnings=tally.warnings,
            mark="removed" if gone else self._marks.of(placed),
        )

    def _arrows(self, drawn: Mapping[str, Placed[Touchpoint]]) -> Iterator[Arrow]:
        order = {name: position for position, name in enumerate(drawn)}
        found = [(placed, False) for placed in self._flow.atlas.transitions.values()]
        found += [(placed, True) for placed in self._marks.gone("transition")]
        between = [
            (start, end, placed, gone)
            for placed, gone in found
            for start, end in (self._ends(placed, gone=gone),)
            if start in order and end in order
        ]
        for start, end, placed, gone in sorted(between, key=lambda item: (order[item[0]], order[item[1]], item[2].id)):
            yield self._arrow(placed, drawn[start], drawn[end], gone=gone)

    def _arrow(
        self, placed: Placed[Transition], start: Placed[Touchpoint], end: Placed[Touchpoint], *, gone: bool
    ) -> Arrow:
        value, tally = placed.value, Tally() if gone else self._tallies.get(placed.entity, Tally())
        return Arrow(
            transition=self._calling.transition(placed, start.id, end.id),
            start=start.id,
            end=end.id,
            when=value.when or "",
            kind=value.kind,
            owner=self._owner(value.owner, gone=gone) if value.owner else None,
            handover=self._hands_over(start, end),
            share=value.share,
            errors=tally.errors,
            warnings=tally.warnings,
            mark="removed" if gone else self._marks.of(placed),
        )

    def _hands_over(self, start: Placed[Touchpoint], end: Placed[Touchpoint]) -> bool:
        giver, taker = (placed.value.raci.accountable if placed.value.raci else None for placed in (start, end))
        return bool(giver and taker and giver != taker)

    def _ends(self, placed: Placed[Transition], *, gone: bool) -> tuple[str, str]:
        start, end = placed.value.from_, placed.value.to
        return (
            (self._marks.id_now("touchpoint", start), self._marks.id_now("touchpoint", end)) if gone else (start, end)
        )

    def _owner(self, name: str, *, gone: bool) -> Named:
        return self._named("owner", name, gone=gone)

    def _named(self, kind: str, name: str, *, gone: bool) -> Named:
        return self._calling(kind, self._marks.id_now(kind, name) if gone else name)


_NOBODY = Raci.model_construct()


def phases(flow: Flow, cards: Sequence[Card]) -> tuple[Phase, ...]:
    """Return the stages of cards, in the order of these."""
    found = dict.fromkeys(card.stage for card in cards)
    stages = flow.atlas.stages
    return tuple(
        Phase(stage, (stages[stage.id].value.goal or "") if stage and stage.id in stages else "") for stage in found
    )
