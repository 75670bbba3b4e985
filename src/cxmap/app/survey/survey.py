"""Makes the survey of a map: everything that its documents and its web page say, in one pass."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from cxmap import __version__
from cxmap.app.collection import collection_paused
from cxmap.app.drawing.choosing import Wanted
from cxmap.app.means import PLAIN, Means
from cxmap.app.raci.raci import Asked as AskedOfRaci
from cxmap.app.raci.raci import raci
from cxmap.app.reading import Reading
from cxmap.app.survey.backstage import data, metrics, personas, systems
from cxmap.app.survey.ground import Ground, gravest_first
from cxmap.app.survey.health import health
from cxmap.app.survey.improving import changes, opportunities, overdue
from cxmap.app.survey.journeys import journeys
from cxmap.app.survey.language import in_language
from cxmap.app.survey.lines import Lines
from cxmap.app.survey.owners import owners
from cxmap.app.survey.pictures import Pictures
from cxmap.app.survey.touchpoints import stages, touchpoints
from cxmap.app.things.appearing import Appearing
from cxmap.app.validate import Checked, rule_info
from cxmap.findings import Finding
from cxmap.graph.flow import Flow
from cxmap.message import Message
from cxmap.report.map_info import MapInfo
from cxmap.report.names import called
from cxmap.report.survey import Point, Survey
from cxmap.rules import all_rules
from cxmap.selection.select import Changed, select, without_base
from cxmap.selection.selector import EVERYTHING, Selection


@dataclass(frozen=True)
class Asked:
    """What is asked of a survey.

    `today` is the day on which deadlines are judged. Without a `language`, that of the settings counts. `revision` is
    what the user called the revision that is read. `changed` is asked where the selection holds `state:changed`.
    `commit` and `edited` are as in the survey, and so are `trend` and `notes`: whoever knows git finds them out.
    """

    today: datetime.date
    selection: Selection = EVERYTHING
    language: str = ""
    revision: str = ""
    changed: Changed = without_base
    commit: str = ""
    edited: frozenset[str] = frozenset()
    trend: tuple[Point, ...] = ()
    notes: tuple[Message, ...] = field(default=())


def survey(reading: Reading, checked: Checked, asked: Asked, means: Means = PLAIN) -> Survey:
    """Return the survey of a map, given what is wrong on it. Raises `CxmapError` as `select` does."""
    with collection_paused():
        language = asked.language or reading.settings.config.language
        selected = select(Flow(reading.atlas), asked.selection, asked.changed)
        told = in_language(reading, language)
        found: tuple[Finding, ...] = called(checked.findings, checked.names.get(language, {}))
        lines = Lines(told.atlas, means.cache)
        ground = Ground(told, asked.today, selected, found, lines.site)
        made = _survey(ground, _concerned(ground, found), checked, asked, language)
        lines.keep()
        return made


def _survey(ground: Ground, found: tuple[Finding, ...], checked: Checked, asked: Asked, language: str) -> Survey:
    reading, atlas = ground.reading, ground.atlas
    appearing = Appearing(ground.flow)
    at = touchpoints(ground, appearing)
    along = journeys(ground, appearing, {sheet.touchpoint.id: sheet for sheet in at})
    who = owners(ground, at, found)
    records = changes(ground)
    pictures = Pictures(ground, at, found, language)
    return Survey(
        about=MapInfo(__version__, reading.name, asked.revision, not atlas.flaws),
        language=language,
        today=asked.today,
        health=health(ground, at, who, found),
        total=sum(placed.value.status != "retired" for placed in atlas.touchpoints.values()),
        stages=pictures.stages(stages(ground, at)),
        touchpoints=at,
        journeys=pictures.journeys(along),
        owners=pictures.owners(who),
        personas=personas(ground, along),
        data=data(ground, at),
        systems=systems(ground, at),
        metrics=metrics(ground, at, along),
        opportunities=opportunities(ground),
        changes=records,
        overdue=overdue(ground, records),
        findings=tuple(sorted(found, key=gravest_first)),
        rules={name: rule_info(all_rules()[name]) for name in sorted({finding.rule for finding in found})},
        declined=checked.declined,
        committee=ground.owner(reading.settings.config.governance.committee),
        raci=raci(reading, AskedOfRaci(asked.today, "stage", asked.selection, language, asked.revision, asked.changed)),
        picture=pictures.whole(Wanted("map")),
        lanes=pictures.whole(Wanted("flow", "owner")),
        trend=asked.trend,
        commit=asked.commit,
        edited=asked.edited,
        notes=asked.notes,
    )


def _concerned(ground: Ground, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings about what is wanted: all of them, for the whole map."""
    if ground.everything:
        return tuple(findings)
    inside = {f"{kind}:{name}" for kind in ground.atlas.things if kind != "source" for name in ground.wanted(kind)}
    return tuple(finding for finding in findings if finding.entity in inside)
