"""The rows of a RACI matrix in groups: by stage, by journey, or by who is accountable."""

from collections.abc import Iterable, Iterator

from cxmap.app.raci.rows import Rows, by_function
from cxmap.errors import CxmapError
from cxmap.graph.flow import Flow
from cxmap.message import Named, said
from cxmap.report.raci import By, Group, Row

MOST_ROWS = 100_000
"""How many rows there may be. Only journeys can bring about more, where many of them nest the same long one."""


def groups(flow: Flow, made: Rows, by: By) -> tuple[Group, ...]:
    """Return the groups that have a row, each in the order of the journey.

    By journey, a touchpoint stands in every journey that comes to it, nested ones included; only journeys that no
    other one nests make groups. What belongs to no group comes last. Raises `CxmapError` where there would be more
    than `MOST_ROWS` rows.
    """
    if by == "journey":
        return _by_journey(flow, made)
    if by == "owner":
        return _by_owner(flow, made)
    if by == "function":
        return _grouped((row.stage, by_function(flow.atlas, row)) for row in made.values())
    return _grouped((row.stage, row) for row in made.values())


def _grouped(rows: Iterable[tuple[Named | None, Row]]) -> tuple[Group, ...]:
    found: dict[Named | None, list[Row]] = {}
    for thing, row in rows:
        found.setdefault(thing, []).append(row)
    rest = found.pop(None, [])
    whole = [Group(thing, tuple(inside)) for thing, inside in found.items()]
    return (*whole, Group(None, tuple(rest))) if rest else tuple(whole)


def _by_owner(flow: Flow, made: Rows) -> tuple[Group, ...]:
    return _grouped((_accountable(flow, row), row) for row in made.values())


def _accountable(flow: Flow, row: Row) -> Named | None:
    for owner, marks in row.cells.items():
        if "A" in marks:
            return flow.atlas.named("owner", owner)
    return None


def _by_journey(flow: Flow, made: Rows) -> tuple[Group, ...]:
    found: list[Group] = []
    seen: set[str] = set()
    count = 0
    for journey in _journeys(flow):
        steps = tuple(made[name] for name in flow.journeys.walked(journey) if name in made)
        count += len(steps)
        if count > MOST_ROWS:
            raise CxmapError(
                said("By journey, this matrix would have more than {limit} rows.", limit=MOST_ROWS),
                said("Select a part of the map, such as journey:ID, or leave `--by journey` out."),
            )
        if steps:
            found.append(Group(flow.atlas.named("journey", journey), steps))
            seen.update(row.touchpoint.id for row in steps)
    rest = tuple(row for name, row in made.items() if name not in seen)
    return (*found, Group(None, rest)) if rest else tuple(found)


def _journeys(flow: Flow) -> Iterator[str]:
    """Yield the journeys that no other one nests; of journeys that only nest each other, the first by id."""
    covered: set[str] = set()
    for journey in (*sorted(flow.journeys.outer), *sorted(flow.atlas.journeys)):
        if journey not in covered:
            yield journey
            covered.update(flow.journeys.with_nested(journey))
