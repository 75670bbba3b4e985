"""A history as JSON, for other tools: described by `schemas/history.schema.json`."""

from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.render.plain import showable
from cxmap.report.history import Bound, Commit, Held, HistoryReport, Step
from cxmap.report.impact import Changed
from cxmap.words import Words, say

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(report: HistoryReport, words: Words, _look: Look) -> str:
    """Return the history as a JSON document."""
    return json_document(
        showable(
            {
                "version": VERSION,
                "tool": {"name": "cxmap", "version": report.version},
                "repository": {"name": report.repository or None},
                "base": _bound(report.base) if report.base else None,
                "head": _bound(report.head),
                "thing": {"entity": report.thing.entity, "name": report.thing.name or None} if report.thing else None,
                "notes": [say(note, words) for note in report.notes],
                "held": [_held(held) for held in report.held],
                "steps": [_step(step, words) for step in report.steps],
                "more": report.more,
            }
        )
    )


def _bound(bound: Bound) -> dict[str, object]:
    return {"label": bound.label, "commit": bound.commit}


def _commit(commit: Commit) -> dict[str, object]:
    return {
        "id": commit.id,
        "date": commit.date.isoformat(),
        "author": commit.author,
        "subject": commit.subject,
    }


def _held(held: Held) -> dict[str, object]:
    return {
        "role": held.role,
        "owner": held.owner.entity,
        "name": held.owner.name or None,
        "since": _commit(held.since) if held.since else None,
        "until": _commit(held.until) if held.until else None,
    }


def _step(step: Step, words: Words) -> dict[str, object]:
    return {
        "commit": _commit(step.commit),
        "begins": step.begins,
        "records": [record.entity for record in step.records],
        "unread": list(step.unread),
        "changes": [_changed(changed, words) for changed in step.changes],
    }


def _changed(changed: Changed, words: Words) -> dict[str, object]:
    return {
        "kind": changed.kind,
        "grade": changed.grade.value,
        "entity": changed.entity.entity,
        "previous": changed.previous.entity if changed.previous else None,
        "field": changed.field,
        "before": changed.before,
        "after": changed.after,
        "message": say(changed.message, words),
        "why": say(changed.why, words) if changed.why else None,
        "path": changed.place.path,
    }
