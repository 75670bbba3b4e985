"""Lists the things of one kind: all of them, or those that belong to the touchpoints selected."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from cxmap import __version__
from cxmap.app.reading import Reading
from cxmap.app.things.called import called
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.references import transition_key
from cxmap.atlas.wording import did_you_mean
from cxmap.errors import CxmapError
from cxmap.graph.flow import Flow
from cxmap.message import Named, said
from cxmap.model.file import SECTIONS
from cxmap.report.listing import Cell, Item, Listing
from cxmap.report.map_info import MapInfo
from cxmap.selection.connections import Connections
from cxmap.selection.select import Changed, in_order, select, without_base
from cxmap.selection.selector import EVERYTHING, Selection

KINDS: tuple[str, ...] = tuple(section.kind for section in SECTIONS.values())
"""The kinds of things that can be listed."""

UNCONNECTED = "source"
"""The kind that belongs to no touchpoint."""


def list_things(
    reading: Reading,
    kind: str = "touchpoint",
    selection: Selection = EVERYTHING,
    changed: Changed = without_base,
    revision: str = "",
) -> Listing:
    """Return the things of a kind: all of them, or those that belong to any of the touchpoints selected.

    Touchpoints come in the order of their stages, stages in their own, interactions as they are numbered, and
    everything else in the order of ids. Raises `CxmapError` for a kind that does not exist, and as `select` does.
    """
    check_kind(kind, selection)
    atlas = reading.atlas
    things, table = atlas.things[kind], _TABLES[kind]
    items = [things[name] for name in _names(Flow(atlas), kind, selection, changed) if name in things]
    return Listing(
        MapInfo(__version__, reading.name, revision, not atlas.flaws),
        kind,
        tuple(table.columns),
        table.shown,
        tuple(_item(atlas, placed, table) for placed in items),
        len(things),
    )


def check_kind(kind: str, selection: Selection = EVERYTHING) -> None:
    """Raise `CxmapError` where there is no such kind, or things of this kind are not to be had by selectors."""
    if kind not in KINDS:
        raise CxmapError(
            said("There is no kind `{kind}`.", kind=kind),
            did_you_mean(kind, KINDS) or said("The kinds are {kinds}.", kinds=", ".join(KINDS)),
        )
    if kind == UNCONNECTED and not selection.everything:
        raise CxmapError(
            said("Sources belong to no touchpoint, so no selector finds them."), said("Leave the selector out.")
        )


def _names(flow: Flow, kind: str, selection: Selection, changed: Changed) -> Iterable[str]:
    if selection.everything:
        found: Iterable[str] = flow.atlas.things[kind]
    else:
        found = Connections(flow).things(kind, set(select(flow, selection, changed)))
    if kind == "touchpoint":
        return in_order(flow, found)
    if kind == "stage":
        known = set(found)
        return [name for name in flow.atlas.stages if name in known]
    return sorted(found, key=int if kind == "interaction" else str)


def _item(atlas: Atlas, placed: Placed[Any], table: "_Table") -> Item:
    cells = tuple(_told(cell(atlas, placed.value)) for cell in table.columns.values())
    return Item(called(atlas, placed), placed.document.path, cells)


def _told(value: Any) -> Cell:
    """Return a value of a field for a column."""
    cell: Cell = value.isoformat() if isinstance(value, datetime.date) else value
    return cell


_Column = Callable[[Atlas, Any], Any]


class _Table(NamedTuple):
    """The columns for a kind, by name, of which the first few are shown to people."""

    columns: Mapping[str, _Column]
    shown: int


def _said(field: str) -> _Column:
    return lambda _, value: getattr(value, field)


def _one(kind: str, field: str) -> _Column:
    """Return what shows the thing that a field names."""

    def cell(atlas: Atlas, value: Any) -> Cell:
        name = getattr(value, field)
        return None if name is None else atlas.named(kind, name)

    return cell


def _many(kind: str, field: str) -> _Column:
    """Return what shows the things that a field names; None where it is left out, if that says something."""

    def cell(atlas: Atlas, value: Any) -> Cell:
        names = getattr(value, field)
        return None if names is None else tuple(atlas.named(kind, name) for name in names)

    return cell


def _role(role: str) -> _Column:
    def cell(atlas: Atlas, value: Any) -> Cell:
        written = getattr(value.raci, role) if value.raci else None
        if written is None or isinstance(written, str):
            return atlas.named("owner", written) if written else None
        return tuple(atlas.named("owner", name) for name in written)

    return cell


def _about(_: Atlas, value: Any) -> Named | None:
    """Return the transition that an opportunity is about."""
    return Named("transition", transition_key(value.transition)) if value.transition else None


def _engine(_: Atlas, value: Any) -> str:
    return value.engine if isinstance(value.engine, str) else ", ".join(value.engine)


_TABLES: Mapping[str, _Table] = {
    "stage": _Table({"goal": _said("goal"), "tags": _said("tags")}, 1),
    "touchpoint": _Table(
        {
            "stage": _one("stage", "stage"),
            "channel": _said("channel"),
            "accountable": _role("accountable"),
            "responsible": _role("responsible"),
            "team": _one("owner", "team"),
            "moment": _said("moment"),
            "status": _said("status"),
            "tags": _said("tags"),
        },
        3,
    ),
    "transition": _Table(
        {
            "when": _said("when"),
            "owner": _one("owner", "owner"),
            "carries": _many("data", "carries"),
            "from": _one("touchpoint", "from_"),
            "to": _one("touchpoint", "to"),
            "kind": _said("kind"),
            "share": _said("share"),
            "within": _said("within"),
        },
        3,
    ),
    "journey": _Table(
        {
            "kind": _said("kind"),
            "owner": _one("owner", "owner"),
            "personas": _many("persona", "personas"),
            "steps": lambda _, value: len(value.steps),
            "tags": _said("tags"),
        },
        4,
    ),
    "persona": _Table({"share": _said("share"), "tags": _said("tags")}, 1),
    "owner": _Table(
        {
            "kind": _said("kind"),
            "function": _said("function"),
            "part_of": _one("owner", "part_of"),
            "status": _said("status"),
            "tags": _said("tags"),
        },
        3,
    ),
    "data": _Table({"personal": _said("personal"), "held_in": _many("system", "held_in"), "tags": _said("tags")}, 2),
    "system": _Table({"owner": _one("owner", "owner"), "tags": _said("tags")}, 1),
    "metric": _Table(
        {"kind": _said("kind"), "target": _said("target"), "better": _said("better"), "tags": _said("tags")}, 3
    ),
    "opportunity": _Table(
        {
            "status": _said("status"),
            "owner": _one("owner", "owner"),
            "value": _said("value"),
            "effort": _said("effort"),
            "touchpoint": _one("touchpoint", "touchpoint"),
            "transition": _about,
            "tags": _said("tags"),
        },
        6,
    ),
    "interaction": _Table(
        {
            "touchpoint": _one("touchpoint", "touchpoint"),
            "by": _one("owner", "by"),
            "dismissed": _said("dismissed"),
            "text": _said("text"),
        },
        3,
    ),
    "source": _Table({"engine": _engine}, 1),
    "change": _Table(
        {
            "status": _said("status"),
            "live_on": _said("live_on"),
            "owner": _one("owner", "owner"),
            "touchpoints": _many("touchpoint", "touchpoints"),
        },
        3,
    ),
}
