"""Answers about the map as plain data for JSON."""

from collections.abc import Mapping

from cxmap.message import Named
from cxmap.report.map_info import MapInfo
from cxmap.report.passage import Passage, Stop
from cxmap.visible import visible


def about(info: MapInfo) -> dict[str, object]:
    """Return which map an answer is about, and what gave it."""
    return {
        "tool": {"name": "cxmap", "version": info.version},
        "repository": {"name": info.name, "revision": info.revision or None, "whole": info.whole},
    }


def showable(value: object) -> object:
    """Return plain data with all its texts fit to show."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(str(key)): showable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [showable(item) for item in value]
    return value


def thing_fields(thing: Named) -> dict[str, object]:
    """Return how a thing is told apart, and what it is called."""
    return {"entity": thing.entity, "id": thing.id, "name": thing.name or None}


def stop_fields(stop: Stop) -> dict[str, object]:
    """Return a touchpoint on a way."""
    return {
        **thing_fields(stop.touchpoint),
        "stage": stop.stage.id if stop.stage else None,
        "channel": stop.channel or None,
        "accountable": stop.accountable.id if stop.accountable else None,
        "status": stop.status or None,
    }


def passage_fields(passage: Passage) -> dict[str, object]:
    """Return a transition."""
    return {
        **thing_fields(passage.transition),
        "from": passage.start.id,
        "to": passage.end.id,
        "when": passage.when or None,
        "owner": passage.owner.id if passage.owner else None,
        "carries": None if passage.carries is None else [datum.id for datum in passage.carries],
        "kind": passage.kind,
        "share": passage.share,
        "within": passage.within or None,
        "handover": passage.handover,
        "giver": passage.giver.id if passage.giver else None,
        "taker": passage.taker.id if passage.taker else None,
        "path": passage.path,
    }
