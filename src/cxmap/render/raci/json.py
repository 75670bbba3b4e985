"""A RACI matrix as JSON for programs: stable, versioned, described by `schemas/raci.schema.json`."""

from cxmap.message import Named
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.render.plain import about, showable, thing_fields
from cxmap.render.validation.json import finding_fields
from cxmap.report.raci import Cells, Column, Group, Handover, Load, RaciReport, Row, Seat
from cxmap.words import Words, say

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""

Json = dict[str, object]


def render(report: RaciReport, words: Words, _look: Look) -> str:
    """Return the matrix as a JSON document."""
    document = {
        "version": VERSION,
        **about(report.about),
        "language": report.language,
        "today": str(report.today),
        "by": report.by,
        "shown": report.shown,
        "total": report.total,
        "columns": [_column(column) for column in report.columns],
        "groups": [_group(group) for group in report.groups],
        "gaps": [finding_fields(finding, words) for finding in report.gaps],
        "load": [_load(load) for load in report.loads],
        "seats": [_seat(seat) for seat in report.seats],
        "notes": [say(note, words) for note in report.notes],
    }
    return json_document(showable(document))


def _column(column: Column) -> Json:
    return {
        "key": column.key,
        "name": column.thing.name or None,
        "owners": [owner.id for owner in column.owners],
        "retired": column.retired,
    }


def _group(group: Group) -> Json:
    return {
        "entity": group.thing.entity if group.thing else None,
        "name": group.thing.name or None if group.thing else None,
        "touchpoints": [_row(row) for row in group.rows],
    }


def _row(row: Row) -> Json:
    return {
        **thing_fields(row.touchpoint),
        "stage": row.stage.id,
        "channel": row.channel,
        "status": row.status,
        "team": _id(row.team),
        "gap": row.gravest.value if row.gravest else None,
        "roles": _cells(row.cells),
        "handovers": [_handover(handover) for handover in row.handovers],
    }


def _handover(handover: Handover) -> Json:
    return {
        **thing_fields(handover.transition),
        "from": handover.start.id,
        "to": handover.end.id,
        "when": handover.when or None,
        "giver": handover.giver.id,
        "taker": handover.taker.id,
        "owner": _id(handover.owner),
        "gap": handover.gravest.value if handover.gravest else None,
        "roles": _cells(handover.cells),
    }


def _cells(cells: Cells) -> Json:
    return {key: list(marks) for key, marks in sorted(cells.items())}


def _load(load: Load) -> Json:
    return {
        "owner": load.owner.id,
        "name": load.owner.name or None,
        "function": load.function or None,
        "accountable": load.accountable,
        "responsible": load.responsible,
        "consulted": load.consulted,
        "informed": load.informed,
        "handovers": load.handovers,
    }


def _seat(seat: Seat) -> Json:
    return {
        "function": seat.function or None,
        "seats": len(seat.touchpoints),
        "delivering": seat.delivering,
        "owners": [owner.id for owner in seat.owners],
        "touchpoints": [touchpoint.id for touchpoint in seat.touchpoints],
    }


def _id(thing: Named | None) -> str | None:
    return thing.id if thing else None
