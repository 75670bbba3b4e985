"""What names what on the map, and how that is said in a reason."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cxmap.impact.both import Get
from cxmap.message import Message, said
from cxmap.model.touchpoint import Touchpoint


class Relation(NamedTuple):
    """Things of the kind `holder` name things of the kind `named` in some field, which `get` reads.

    `by` says it in the direction in which a reason goes, from what is reached to what changed: from the holder
    (`checkout` uses `till`), or back from what it names (`till` is used at `checkout`).
    """

    holder: str
    named: str
    get: Get
    by: Message


def _roles(touchpoint: Touchpoint) -> Iterator[str]:
    if touchpoint.raci:
        for _, owner in touchpoint.raci.held():
            yield owner
    if touchpoint.team:
        yield touchpoint.team


def _owner(value: Any) -> tuple[str, ...]:
    return (value.owner,) if value.owner else ()


def captures(value: Touchpoint) -> Iterable[str]:
    """Return the data that a touchpoint asks for."""
    return value.captures


def carries(value: Any) -> Iterable[str]:
    """Return the data that a transition names as handed over; none where it hands over everything."""
    return value.carries or ()


def _stage(value: Touchpoint) -> Iterable[str]:
    return (value.stage,)


def _systems(value: Touchpoint) -> Iterable[str]:
    return value.systems


def _metrics(value: Any) -> Iterable[str]:
    metrics: Iterable[str] = value.metrics
    return metrics


def _personas(value: Any) -> Iterable[str]:
    personas: Iterable[str] = value.personas
    return personas


NEEDS = Relation("touchpoint", "data", lambda value: value.needs, said("needs"))

CLIMBING: tuple[Relation, ...] = (
    Relation("touchpoint", "owner", _roles, said("is delivered by")),
    Relation("transition", "owner", _owner, said("is looked after by")),
    Relation("journey", "owner", _owner, said("is looked after by")),
    Relation("system", "owner", _owner, said("is looked after by")),
    Relation("touchpoint", "stage", _stage, said("belongs to stage")),
    Relation("touchpoint", "system", _systems, said("uses")),
    Relation("touchpoint", "metric", _metrics, said("is watched by")),
    Relation("touchpoint", "data", captures, said("captures")),
    NEEDS,
    Relation("transition", "data", carries, said("hands over")),
    Relation("data", "system", lambda value: value.held_in, said("held in")),
    Relation("journey", "persona", _personas, said("is walked by")),
    Relation("journey", "metric", _metrics, said("is watched by")),
)
"""The relations along which a change climbs, from what stands behind the map to what names it."""

STAGE_OF = Relation("touchpoint", "stage", _stage, said("is the stage of"))
AROUND_TOUCHPOINT: tuple[Relation, ...] = (
    STAGE_OF,
    Relation("touchpoint", "system", _systems, said("is used at")),
    Relation("touchpoint", "metric", _metrics, said("watches")),
)
"""What belongs to a touchpoint that changed."""

AROUND_JOURNEY: tuple[Relation, ...] = (
    Relation("journey", "persona", _personas, said("walks")),
    Relation("journey", "metric", _metrics, said("watches")),
)
"""What belongs to a journey on which something changed."""

IMPROVES = Relation(
    "opportunity",
    "touchpoint",
    lambda value: (value.touchpoint,) if value.touchpoint else (),
    said("is to be improved by"),
)
"""What an opportunity is about."""
