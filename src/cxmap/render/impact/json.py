"""The report as JSON for programs: stable, versioned, described by `schemas/impact.schema.json`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from cxmap.languages import words_for
from cxmap.message import Message, Named
from cxmap.render.document import Paragraph
from cxmap.render.drafts import Draft, drafts
from cxmap.render.encode import json_document
from cxmap.render.impact_parts.drafting import notes
from cxmap.render.impact_parts.verdict import lines
from cxmap.render.look import Look
from cxmap.render.validation.json import finding_fields
from cxmap.report.impact import (
    Arrow,
    Branch,
    Card,
    Changed,
    Engaged,
    Gate,
    ImpactReport,
    JourneyTouched,
    Lesson,
    NotNeeded,
    Picture,
    Plan,
    Position,
    Reached,
    Revision,
    StageTouched,
)
from cxmap.visible import visible
from cxmap.words import Part, Words, joined, say

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""

Json = dict[str, object]


def render(report: ImpactReport, words: Words, _look: Look) -> str:
    """Return the report as a JSON document."""
    drafted = drafts(report, words_for)
    document = {
        "version": VERSION,
        "tool": {"name": "cxmap", "version": report.version},
        "repository": report.repository,
        "base": _commit(report.base),
        "head": _commit(report.head),
        "labels": {"base": report.base.label, "head": report.head.label},
        "today": str(report.today),
        "language": report.language,
        "grade": report.grade.value if report.grade else None,
        "verdict": [_paragraph(paragraph) for paragraph in lines(report, words)],
        "notes": [say(note, words) for note in report.notes],
        "gate": _gate(report.gate, words) if report.gate else None,
        "changes": [_changed(changed, words) for changed in report.changes],
        "reach": [_reached(reached, words) for reached in report.reach],
        "engage": [_engaged(engaged, words) for engaged in report.engage],
        "not_needed": [_not_needed(person, words) for person in report.not_needed],
        "start": [_journey(journey) for journey in report.start],
        "stages": [touched.stage.id for touched in report.stages],
        "stage_touchpoints": [_stage(touched) for touched in report.stages],
        "personas": _ids(report.personas),
        "findings": {
            "new": [finding_fields(finding, words) for finding in report.findings_new],
            "solved": [finding_fields(finding, words) for finding in report.findings_solved],
        },
        "communications": [_told(draft) for draft in drafted],
        "plan": _plan(report.plan, notes(drafted), words),
        "disagreements": [_position(position) for position in report.disagreements],
        "lessons": [_lesson(lesson, words) for lesson in report.lessons],
        "branches": [_branch(branch) for branch in report.branches],
        "picture": _picture(report.picture),
        "names": _names(report),
    }
    return json_document(_shown(document))


def _shown(value: object) -> object:
    """Return plain data with all its texts fit to show; line breaks stay, for JSON writes them out itself."""
    if isinstance(value, str):
        return "\n".join(visible(line) for line in value.split("\n"))
    if isinstance(value, Mapping):
        return {visible(str(key)): _shown(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(item) for item in value]
    return value


def _commit(revision: Revision) -> str:
    return revision.commit or "worktree"


def _paragraph(paragraph: Paragraph) -> str:
    text = joined(piece for piece in paragraph.text if isinstance(piece, Part))
    return " ".join(part for part in (paragraph.lead, text) if part)


def _ids(things: Iterable[Named]) -> list[str]:
    return [thing.id for thing in things]


def _id(thing: Named | None) -> str | None:
    return thing.id if thing else None


def _said(messages: Iterable[Message], words: Words) -> list[str]:
    return [say(message, words) for message in messages]


def _gate(gate: Gate, words: Words) -> Json:
    return {
        "required": gate.required,
        "open": not gate.closed,
        "records": _ids(gate.records),
        "closed": _said(gate.closed, words),
        "unrecorded": _ids(gate.unrecorded),
        "unchanged": _ids(gate.unchanged),
    }


def _changed(changed: Changed, words: Words) -> Json:
    return {
        "kind": changed.kind,
        "grade": changed.grade.value,
        "entity": changed.entity.entity,
        "previous": changed.previous.entity if changed.previous else None,
        "field": changed.field,
        "before": changed.before,
        "after": changed.after,
        "path": changed.place.path,
        "line": changed.place.span.line + 1,
        "side": changed.side,
        "message": say(changed.message, words),
        "why": say(changed.why, words) if changed.why else None,
    }


def _reached(reached: Reached, words: Words) -> Json:
    return {
        "entity": reached.entity.entity,
        "distance": reached.distance,
        "reason": [link.entity.entity for link in reached.reason],
        "by": [say(link.by, words) if link.by else None for link in reached.reason],
        "volume": reached.volume,
    }


def _engaged(engaged: Engaged, words: Words) -> Json:
    return {
        "owner": engaged.owner.id,
        "role": engaged.role,
        "when": engaged.when,
        "touchpoints": _ids(engaged.touchpoints),
        "reason": say(engaged.reason, words),
        "lead": engaged.lead,
        "contact": dict(engaged.contact),
        "function": engaged.function,
        "language": engaged.language,
    }


def _not_needed(person: NotNeeded, words: Words) -> Json:
    return {"owner": person.owner.id, "because": say(person.because, words)}


def _journey(item: JourneyTouched) -> Json:
    return {
        "journey": item.journey.id,
        "touchpoints": item.touchpoints,
        "handovers": item.handovers,
        "changed_steps": list(item.changed_steps),
        "changed": _ids(item.changed),
        "facilitator": _id(item.facilitator),
        "before": item.before,
    }


def _stage(touched: StageTouched) -> Json:
    return {"stage": touched.stage.id, "direct": _ids(touched.direct), "reached": _ids(touched.reached)}


def _told(draft: Draft) -> Json:
    told = draft.told
    thing = told.audience if isinstance(told.audience, Named) else None
    return {
        "audience": thing.id if thing else told.audience,
        "audience_kind": thing.kind if thing else None,
        "wave": told.wave,
        "channel": told.channel,
        "owner": _id(told.owner),
        "on": str(told.on) if told.on else None,
        "done": str(told.done) if told.done else None,
        "message": told.message,
        "why": told.why,
        "planned": told.planned,
        "record": _id(told.record),
        "language": told.language,
        "about": list(dict.fromkeys(changed.entity.entity for changed in told.about)),
        "draft": draft.text,
    }


def _plan(plan: Plan, more: Iterable[Message], words: Words) -> Json:
    return {
        "live_on": str(plan.live_on) if plan.live_on else None,
        "refused": _said(plan.refused, words),
        "notes": _said((*plan.notes, *more), words),
    }


def _position(position: Position) -> Json:
    return {
        "record": position.record.id,
        "raised_by": _id(position.raised_by),
        "position": position.position,
        "resolution": position.resolution,
        "open": position.open,
        "settles": _id(position.settles),
        "committee": _id(position.committee),
    }


def _lesson(lesson: Lesson, words: Words) -> Json:
    return {
        "record": lesson.record.id,
        "on": str(lesson.on) if lesson.on else None,
        "successes": list(lesson.successes),
        "failures": list(lesson.failures),
        "lessons": list(lesson.lessons),
        "because": say(lesson.because, words),
    }


def _branch(branch: Branch) -> Json:
    return {
        "name": branch.name,
        "commit": branch.commit,
        "touchpoints": _ids(branch.touchpoints),
        "owners": _ids(branch.owners),
        "personas": _ids(branch.personas),
    }


def _picture(picture: Picture) -> Json:
    return {"before": _drawn(*picture.before), "after": _drawn(*picture.after), "left_out": picture.left_out}


def _drawn(cards: Iterable[Card], arrows: Iterable[Arrow]) -> Json:
    return {
        "cards": [
            {"touchpoint": card.touchpoint.id, "stage": card.stage, "channel": card.channel, "mark": card.mark or None}
            for card in cards
        ],
        "arrows": [
            {"from": arrow.start, "to": arrow.end, "label": arrow.label, "mark": arrow.mark or None} for arrow in arrows
        ],
    }


def _names(report: ImpactReport) -> Json:
    """Return what everything is called that the report mentions, by `KIND:ID`."""
    found = {thing.entity: thing.name for thing in _things(report) if thing.name}
    return {entity: found[entity] for entity in sorted(found)}


def _things(value: object) -> Iterator[Named]:
    if isinstance(value, Named):
        yield value
    elif is_dataclass(value):
        for inner in fields(value):
            yield from _things(getattr(value, inner.name))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _things(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _things(item)
