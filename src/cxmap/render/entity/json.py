"""One thing as JSON, for other tools: described by `schemas/show.schema.json`."""

from cxmap.message import Named
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.render.plain import about, passage_fields, showable, thing_fields
from cxmap.report.entity import Appearance, EntityReport, Known, Site, Step
from cxmap.words import Words

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(report: EntityReport, _words: Words, _look: Look) -> str:
    """Return everything that is known of a thing as a JSON document."""
    return json_document(showable({"version": VERSION, **about(report.about), **_thing(report)}))


def _thing(report: EntityReport) -> dict[str, object]:
    return {
        **thing_fields(report.thing),
        "kind": report.thing.kind,
        "whole": report.whole,
        **_site(report.site),
        "declared_again": [_site(site) for site in report.again],
        "fields": report.fields,
        "names": {thing.entity: thing.name for thing in report.names},
        "arrivals": [passage_fields(passage) for passage in report.arrivals],
        "departures": [passage_fields(passage) for passage in report.departures],
        "known": _known(report.known) if report.known else None,
        "steps": [_step(step) for step in report.steps],
        "journeys": [_appearance(appearance) for appearance in report.appearances],
        "named_by": [
            {**thing_fields(naming.thing), "field": naming.field, "path": naming.path} for naming in report.named_by
        ],
    }


def _site(site: Site) -> dict[str, object]:
    return {"path": site.path, "line": site.line}


def _known(known: Known) -> dict[str, object]:
    return {
        "always": _ids(known.always),
        "sometimes": _ids(known.sometimes),
        "held": [{"data": datum.id, "system": system.id} for datum, system in known.held],
        "missing": _ids(known.missing),
    }


def _ids(things: tuple[Named, ...]) -> list[str]:
    return [thing.id for thing in things]


def _step(step: Step) -> dict[str, object]:
    return {
        "step": step.number,
        "touchpoints": [stop.touchpoint.id for stop in step.stops],
        "journey": step.journey.id if step.journey else None,
        "optional": step.optional,
        "does": step.does or None,
        "thinks": step.thinks or None,
        "feels": step.feels,
        "pains": step.pains,
    }


def _appearance(appearance: Appearance) -> dict[str, object]:
    return {**thing_fields(appearance.journey), "steps": appearance.steps, **_step(appearance.step)}
