"""What a change means: everything that the comparison of two revisions says to the people who have to deal with it."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cxmap import __version__
from cxmap.app.collection import collection_paused
from cxmap.app.compare import Compared
from cxmap.app.means import Means
from cxmap.app.validate import Checked, Scope, fingerprints, rule_info, unknown
from cxmap.findings import Finding
from cxmap.impact.branches import overlap
from cxmap.impact.names import in_its_language
from cxmap.impact.people.engage import engage
from cxmap.impact.picture import picture
from cxmap.impact.plan.plan import plan
from cxmap.impact.reach.reach import reach
from cxmap.impact.records.disagreements import disagreements
from cxmap.impact.records.gate import gate
from cxmap.impact.records.lessons import lessons
from cxmap.impact.records.records import records
from cxmap.impact.start import journeys, stages
from cxmap.message import Message, Named, said
from cxmap.report.impact import Branch, Gate, ImpactReport, Reached, Revision, Told
from cxmap.rules import all_rules


class Other(NamedTuple):
    """Another open branch, and what it changes."""

    name: str
    commit: str
    compared: Compared


@dataclass(frozen=True)
class Asked:
    """What is asked of a report on impact.

    `today` is the day on which deadlines are judged; `depth` how many transitions away something still is near.
    `others` are further branches to hold the change against. `templates` are those of the base that replace cxmap's
    own. `notes` come before those of the comparison.
    """

    today: datetime.date
    base: Revision
    head: Revision
    depth: int = 1
    others: tuple[Other, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    mention: bool = False
    notes: tuple[Message, ...] = ()


def impact(compared: Compared, asked: Asked, means: Means) -> ImpactReport:
    """Return what a change means. Where nothing changed there is nothing else to say."""
    config = compared.settings.config
    empty = ImpactReport(
        version=__version__,
        repository=config.name or "",
        base=asked.base,
        head=asked.head,
        today=asked.today,
        notes=compared.notes,
        templates=asked.templates,
        language=asked.language or config.language,
        mention=asked.mention,
    )
    if not compared.changes:
        return replace(empty, gate=_with_unread(None, compared))
    with collection_paused():
        report = _filled(empty, compared, asked, means)
        return in_its_language(report, compared.comparison.base, compared.comparison.head)


def _filled(empty: ImpactReport, compared: Compared, asked: Asked, means: Means) -> ImpactReport:
    comparison, changes, settings = compared.comparison, compared.changes, compared.settings
    reached = reach(comparison, changes, asked.depth)
    concerned = records(comparison, changes)
    engaged, not_needed = engage(comparison, changes, reached, concerned)
    before, after = compared.check(Scope(asked.today), means)
    new, solved = _findings(before, after)
    personas = tuple(item.entity for item in reached if item.entity.kind == "persona")
    told = plan(comparison, changes, engaged, concerned, settings, asked.today)
    return replace(
        empty,
        changes=changes,
        reach=reached,
        engage=engaged,
        not_needed=not_needed,
        stages=stages(comparison, changes, reached),
        start=journeys(comparison, changes, reached),
        personas=personas,
        findings_new=new,
        findings_solved=solved,
        rules={name: rule_info(all_rules()[name]) for name in sorted({finding.rule for finding in (*new, *solved)})},
        plan=replace(told, rows=tuple(row for row in told.rows if _is_reached(row, personas))),
        disagreements=disagreements(comparison, concerned, settings),
        lessons=lessons(comparison, changes, engaged),
        branches=tuple(_overlaps(compared, asked.others)),
        gate=_with_unread(gate(comparison, changes, concerned, settings, asked.today), compared),
        picture=picture(comparison, changes, reached),
        notes=(*asked.notes, *compared.notes, *_unknown_volumes(reached)),
    )


def _with_unread(gate: Gate | None, compared: Compared) -> Gate | None:
    """Return the gate, closed where part of the change cannot be read: nobody knows what it would take away."""
    head = compared.comparison.head
    if compared.settings.config.governance.require_change == "never" or (head.whole and not head.partial):
        return gate
    unread = said("Part of this change cannot be read, so nobody can tell what has to be approved.")
    return replace(gate or Gate(required=True), required=True, closed=(unread, *(gate.closed if gate else ())))


def _is_reached(row: Told, personas: Collection[Named]) -> bool:
    """Return whether a row of the plan stands: no persona is proposed whom nothing reaches."""
    return (
        row.planned
        or not isinstance(row.audience, Named)
        or row.audience.kind != "persona"
        or (row.audience.id in {persona.id for persona in personas})
    )


def _findings(before: Checked | None, after: Checked) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that the change brings, and those that it solves."""
    old = before.findings if before else ()
    return (
        tuple(unknown(after.findings, fingerprints(old))),
        tuple(unknown(old, fingerprints(after.findings))),
    )


def _overlaps(compared: Compared, others: Iterable[Other]) -> Iterable[Branch]:
    for other in others:
        found = overlap(compared, other)
        if found:
            yield found


def _unknown_volumes(reached: Iterable[Reached]) -> Iterable[Message]:
    """Yield a note where customers cannot be counted, so that nobody takes the rest for all of them."""
    touchpoints = [item for item in reached if item.entity.kind == "touchpoint"]
    unknown_ones: tuple[Named, ...] = tuple(item.entity for item in touchpoints if item.volume is None)
    if unknown_ones:
        yield said("How many customers come through {touchpoints} is not known.", touchpoints=unknown_ones)
