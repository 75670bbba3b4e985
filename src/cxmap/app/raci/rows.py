"""The rows of a RACI matrix: touchpoints with the hand-overs that leave them; and its columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cxmap.app.things.passages import accountable
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.flow import Flow
from cxmap.graph.organisation import function_key
from cxmap.message import Named
from cxmap.model.touchpoint import Raci, Touchpoint
from cxmap.model.transition import Transition
from cxmap.report.raci import By, Cells, Column, Handover, Mark, Marks, Row

Rows = Mapping[str, Row]
"""Rows by the ids of their touchpoints, in the order of the journey. Their cells are those of owners."""


def rows(flow: Flow, touchpoints: Iterable[str]) -> Rows:
    """Return a row for each of some touchpoints, in their order."""
    atlas = flow.atlas
    names = list(touchpoints)
    place = {name: number for number, name in enumerate(names)}
    made = {}
    for name in names:
        after = sorted(flow.following.get(name, ()), key=lambda end: (place.get(end, len(place)), end))
        transitions = (transition for end in after for transition in _sorted(flow.between[name, end]))
        made[name] = _row(atlas, atlas.touchpoints[name], filter(None, (_handover(atlas, one) for one in transitions)))
    return made


def columns(atlas: Atlas, made: Rows, by: By) -> tuple[Column, ...]:
    """Return the owners who have something to do in some row, or their functions.

    First come those who are accountable, in the order in which they first are, then those who are responsible, then
    all others.
    """
    first: dict[str, tuple[int, int]] = {}
    for number, (owner, marks) in enumerate(_held(made)):
        strength = 0 if "A" in marks else 1 if "R" in marks else 2
        first[owner] = min(first.get(owner, (strength, number)), (strength, number))
    owners = sorted(first, key=lambda owner: first[owner])
    return _functions(atlas, owners) if by == "function" else tuple(_column(atlas, owner) for owner in owners)


def by_function(atlas: Atlas, row: Row) -> Row:
    """Return a row whose cells are those of functions."""
    handovers = tuple(replace(one, cells=_united(atlas, one.cells)) for one in row.handovers)
    return replace(row, cells=_united(atlas, row.cells), handovers=handovers)


def function_of(atlas: Atlas, owner: str) -> str:
    """Return the function of an owner, so that it equals itself however it is written; empty where none is known."""
    placed = atlas.owners.get(owner)
    return function_key(placed.value.function or "") if placed else ""


def function_name(atlas: Atlas, owner: str) -> str:
    """Return the function of an owner as it is written; empty where none is known."""
    placed = atlas.owners.get(owner)
    return " ".join((placed.value.function or "").split()) if placed else ""


_ORDER: Marks = ("A", "R", "C", "I", "H", "G", "T")
_ROLES: Mapping[str | int, Mark] = {"accountable": "A", "responsible": "R", "consulted": "C", "informed": "I"}


def _row(atlas: Atlas, placed: Placed[Touchpoint], handovers: Iterable[Handover]) -> Row:
    value = placed.value
    return Row(
        touchpoint=placed.named,
        stage=atlas.named("stage", value.stage),
        channel=value.channel,
        status="planned" if value.status == "planned" else "live",
        team=atlas.named("owner", value.team) if value.team else None,
        cells=_cells(_roles(value.raci)) if value.raci else {},
        handovers=tuple(handovers),
    )


def _roles(raci: Raci) -> Iterator[tuple[str, Mark]]:
    for route, owner in raci.held():
        yield owner, _ROLES[route[0]]
    if raci.accountable and not raci.responsible:
        yield raci.accountable, "R"


def _handover(atlas: Atlas, placed: Placed[Transition]) -> Handover | None:
    """Return a transition as a hand-over, if accountability passes to another owner on it."""
    value = placed.value
    giver, taker = accountable(atlas, value.from_), accountable(atlas, value.to)
    end = atlas.touchpoints.get(value.to)
    if giver is None or taker is None or giver.id == taker.id or end is None or end.value.status == "retired":
        return None
    held: list[tuple[str, Mark]] = [(giver.id, "G"), (taker.id, "T")]
    if value.owner:
        held.append((value.owner, "H"))
    return Handover(
        transition=placed.named if value.name else Named(placed.kind, placed.id),
        start=atlas.named("touchpoint", value.from_),
        end=atlas.named("touchpoint", value.to),
        when=value.when or "",
        giver=giver,
        taker=taker,
        owner=atlas.named("owner", value.owner) if value.owner else None,
        cells=_cells(held),
    )


def _cells(held: Iterable[tuple[str, Mark]]) -> Cells:
    found: dict[str, set[Mark]] = {}
    for owner, mark in held:
        found.setdefault(owner, set()).add(mark)
    return {owner: _in_order(marks) for owner, marks in found.items()}


def _in_order(marks: set[Mark]) -> Marks:
    return tuple(mark for mark in _ORDER if mark in marks)


def _sorted(transitions: Iterable[Placed[Transition]]) -> list[Placed[Transition]]:
    return sorted(transitions, key=lambda placed: placed.id)


def _held(made: Rows) -> Iterator[tuple[str, Marks]]:
    for row in made.values():
        yield from row.cells.items()
        for handover in row.handovers:
            yield from handover.cells.items()


def _column(atlas: Atlas, owner: str) -> Column:
    named = atlas.named("owner", owner)
    placed = atlas.owners.get(owner)
    return Column(named, (named,), retired=bool(placed and placed.value.status == "retired"))


def _functions(atlas: Atlas, owners: Iterable[str]) -> tuple[Column, ...]:
    found: dict[str, list[str]] = {}
    for owner in owners:
        found.setdefault(function_of(atlas, owner), []).append(owner)
    unknown = found.pop("", None)
    if unknown:  # whose function nobody knows come last
        found[""] = unknown
    return tuple(
        Column(
            Named("function", key, function_name(atlas, members[0])),
            tuple(atlas.named("owner", owner) for owner in members),
        )
        for key, members in found.items()
    )


def _united(atlas: Atlas, cells: Cells) -> Cells:
    return _cells((function_of(atlas, owner), mark) for owner, marks in cells.items() for mark in marks)
