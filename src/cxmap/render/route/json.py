"""Ways as JSON, for other tools: described by `schemas/route.schema.json`."""

from cxmap.message import Named
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.render.plain import about, passage_fields, showable, stop_fields
from cxmap.report.route import Leg, RouteReport, Way
from cxmap.words import Words

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(report: RouteReport, _words: Words, _look: Look) -> str:
    """Return the ways as a JSON document."""
    return json_document(
        showable(
            {
                "version": VERSION,
                **about(report.about),
                "from": stop_fields(report.start),
                "to": stop_fields(report.goal),
                "ways": [_way(way) for way in report.ways],
                "all": report.everything,
                "complete": report.complete,
                "stopped": report.stopped,
                "shortest": report.shortest,
                "reached": _ids(report.reached),
                "furthest": _ids(report.furthest),
                "before": _ids(report.before),
            }
        )
    )


def _way(way: Way) -> dict[str, object]:
    return {
        "transitions": len(way.legs),
        "handovers": way.handovers,
        "touchpoints": [stop_fields(stop) for stop in way.stops],
        "legs": [_leg(leg) for leg in way.legs],
    }


def _leg(leg: Leg) -> dict[str, object]:
    return {"handover": leg.handover, "transitions": [passage_fields(passage) for passage in leg.passages]}


def _ids(things: tuple[Named, ...]) -> list[str]:
    return [thing.id for thing in things]
