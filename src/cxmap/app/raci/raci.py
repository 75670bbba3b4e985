"""The RACI matrix of a map: who does what at which touchpoint, where that is not settled, and what falls to whom."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cxmap import __version__
from cxmap.app.collection import collection_paused
from cxmap.app.raci.gaps import Gaps, gaps
from cxmap.app.raci.groups import groups
from cxmap.app.raci.rows import Rows, columns, rows
from cxmap.app.raci.shares import loads, seats
from cxmap.app.reading import Reading
from cxmap.app.validate import rule_info
from cxmap.atlas.translated import names_in
from cxmap.graph.along import along
from cxmap.graph.flow import Flow
from cxmap.message import Message, said
from cxmap.report.map_info import MapInfo
from cxmap.report.names import called
from cxmap.report.raci import By, RaciReport
from cxmap.rules import all_rules
from cxmap.selection.select import Changed, select, without_base
from cxmap.selection.selector import EVERYTHING, Selection

BYS: Mapping[str, By] = {"stage": "stage", "journey": "journey", "owner": "owner", "function": "function"}
"""The ways to arrange a matrix, by their names."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a RACI matrix.

    `today` is the day on which gaps are judged. Without a `language`, that of the settings counts. `revision` is what
    the user called the revision. `changed` is asked where the selection holds `state:changed`.
    """

    today: datetime.date
    by: By = "stage"
    selection: Selection = EVERYTHING
    language: str = ""
    revision: str = ""
    changed: Changed = without_base


def raci(reading: Reading, asked: Asked) -> RaciReport:
    """Return the RACI matrix of the touchpoints selected, those aside that are retired.

    Raises `CxmapError` as `select` does, and where by journey there would be too many rows for anybody to read.
    """
    with collection_paused():
        report = _report(reading, asked)
        return called(report, names_in(report.language, reading.atlas))


def _report(reading: Reading, asked: Asked) -> RaciReport:
    atlas, flow = reading.atlas, Flow(reading.atlas)
    selected = select(flow, asked.selection, asked.changed)
    live = [name for name in selected if atlas.touchpoints[name].value.status != "retired"]
    made = rows(flow, along(flow, live))
    found = gaps(reading, flow, made, asked.today, everything=asked.selection.everything)
    made = _marked(made, found)
    known = sum(placed.value.status != "retired" for placed in atlas.touchpoints.values())
    return RaciReport(
        about=MapInfo(__version__, reading.name, asked.revision, not atlas.flaws),
        language=asked.language or reading.settings.config.language,
        today=asked.today,
        by=asked.by,
        columns=columns(atlas, made, asked.by),
        groups=groups(flow, made, asked.by),
        gaps=found.findings,
        loads=loads(atlas, made),
        seats=seats(atlas, made),
        shown=len(live),
        total=known,
        rules={name: rule_info(all_rules()[name]) for name in sorted({finding.rule for finding in found.findings})},
        notes=tuple(_notes(len(selected) - len(live), found)),
    )


def _marked(made: Rows, found: Gaps) -> Rows:
    """Return the rows with the severity of what is wrong with each."""
    return {
        name: replace(
            row,
            gravest=found.gravest(row.touchpoint),
            handovers=tuple(
                replace(handover, gravest=found.gravest(handover.transition)) for handover in row.handovers
            ),
        )
        for name, row in made.items()
    }


def _notes(retired: int, found: Gaps) -> Iterator[Message]:
    if retired == 1:
        yield said("One touchpoint is left out because it is retired.")
    elif retired:
        yield said("{number} touchpoints are left out because they are retired.", number=retired)
    if found.declined:
        yield said("There may be more gaps than these: something in the files could not be read.")
