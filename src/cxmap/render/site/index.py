"""What the page searches in: the touchpoints with all that one can filter by, the ways between them, and the pages."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cxmap.message import Named
from cxmap.render.pages.page import Page
from cxmap.render.site.shards import SHARD
from cxmap.report.passage import Passage
from cxmap.report.sheets import TouchpointSheet
from cxmap.report.since import Change
from cxmap.report.survey import Survey
from cxmap.visible import visible

Address = Callable[[str, str], str]
"""Says on which page a thing stands, by its kind and id."""


def index(survey: Survey, pages: Sequence[Page], address: Address, marks: Mapping[str, Change]) -> dict[str, Any]:
    """Return the index as plain data; `marks` are what has changed, by `KIND:ID`.

    What many touchpoints share is said once, in a list of ids and names, and named by its number there.
    """
    rows = {sheet.touchpoint.id: row for row, sheet in enumerate(survey.touchpoints)}
    facets = {facet: _Numbers() for facet in _FACETS}
    touchpoints = [
        [
            visible(sheet.touchpoint.id),
            _name(sheet.touchpoint),
            address("touchpoint", sheet.touchpoint.id),
            visible(" ".join(sheet.aliases)),
            marks.get(sheet.touchpoint.entity, ""),
            *([facets[facet].of(thing) for thing in dict.fromkeys(_FACETS[facet](sheet))] for facet in _FACETS),
        ]
        for sheet in survey.touchpoints
    ]
    return {
        "shard": SHARD,
        "touchpoints": touchpoints,
        "legs": [[_leg(leg, rows) for leg in sheet.departures if leg.end.id in rows] for sheet in survey.touchpoints],
        "pages": [
            [page.target.kind, visible(page.target.id), page.title, address(page.target.kind, page.target.id)]
            for page in pages
            if page.target.kind in ("journey", "stage", "owner") and page.target.part == 1
        ],
        **{facet: numbers.things for facet, numbers in facets.items()},
    }


def script(name: str, value: object) -> str:
    """Return data as a script: a page that is opened from a folder may load nothing else."""
    return f"cxmap({json.dumps(name)}, {encoded(value)});\n"


def encoded(value: object) -> str:
    """Return data as JSON that can stand within a script, wherever that stands."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


class _Numbers:
    """Numbers for things, in the order in which they are first met."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self.things: list[tuple[str, str]] = []

    def of(self, thing: Named) -> int:
        """Return the number of a thing."""
        if (thing.kind, thing.id) not in self._numbers:
            self._numbers[thing.kind, thing.id] = len(self.things)
            self.things.append((visible(thing.id), _name(thing)))
        return self._numbers[thing.kind, thing.id]


def _owners(sheet: TouchpointSheet) -> Iterable[Named]:
    roles = sheet.roles
    first = (roles.accountable,) if roles.accountable else ()
    return (*first, *roles.responsible, *roles.consulted, *roles.informed, *((sheet.team,) if sheet.team else ()))


_FACETS: Mapping[str, Callable[[TouchpointSheet], Iterable[Named]]] = {
    "stage": lambda sheet: (sheet.stage,),
    "owner": _owners,
    "persona": lambda sheet: sheet.personas,
    "channel": lambda sheet: (Named("channel", sheet.channel, sheet.channel),),
    "data": lambda sheet: (*sheet.captures, *sheet.needs),
}


def _leg(leg: Passage, rows: Mapping[str, int]) -> list[int | str]:
    over = (_name(leg.giver), _name(leg.taker)) if leg.handover and leg.giver and leg.taker else ()
    return [rows[leg.end.id], visible(" ".join(leg.when.split())), *over]


def _name(thing: Named) -> str:
    return visible(thing.name or thing.id)
