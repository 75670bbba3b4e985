"""What falls to whom: the load of each owner, and the seats of each function in touchpoint teams."""

from collections import Counter

from cxmap.app.raci.rows import Rows, function_name, function_of
from cxmap.atlas.atlas import Atlas
from cxmap.message import Named
from cxmap.report.raci import Load, Mark, Seat


def loads(atlas: Atlas, made: Rows) -> tuple[Load, ...]:
    """Return the load of every owner who has a role or sees customers over, whoever is accountable for most first."""
    counts: dict[str, Counter[Mark]] = {}
    for row in made.values():
        for cells in (row.cells, *(handover.cells for handover in row.handovers)):
            for owner, marks in cells.items():
                counts.setdefault(owner, Counter()).update(marks)
    found = [
        Load(
            atlas.named("owner", owner),
            function_name(atlas, owner),
            *(count[mark] for mark in ("A", "R", "C", "I", "H")),
        )
        for owner, count in counts.items()
    ]
    return tuple(sorted((load for load in found if any(load[2:])), key=_heaviest_first))


def seats(atlas: Atlas, made: Rows) -> tuple[Seat, ...]:
    """Return the seats of every function, the one with most first; last those of owners whose function is not known."""
    sitting: dict[str, dict[str, Named]] = {}
    touchpoints: dict[str, list[Named]] = {}
    delivering: Counter[str] = Counter()
    for row in made.values():
        functions = {owner: function_of(atlas, owner) for owner in row.cells}
        for owner, function in functions.items():
            sitting.setdefault(function, {})[owner] = atlas.named("owner", owner)
        for function in sorted(set(functions.values())):
            touchpoints.setdefault(function, []).append(row.touchpoint)
        delivering.update({functions[owner] for owner, marks in row.cells.items() if {"A", "R"} & {*marks}})
    found = [
        Seat(
            function_name(atlas, min(sitting[key])),
            tuple(named for _, named in sorted(sitting[key].items())),
            tuple(places),
            delivering[key],
        )
        for key, places in touchpoints.items()
    ]
    return tuple(sorted(found, key=lambda seat: (not seat.function, -len(seat.touchpoints), seat.function.casefold())))


def _heaviest_first(load: Load) -> tuple[int, int, int, int, int, str]:
    return (
        -load.accountable,
        -load.responsible,
        -load.handovers,
        -load.consulted,
        -load.informed,
        load.owner.id,
    )
