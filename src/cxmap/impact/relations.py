"""What names what on the map, and how that is said from either side."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cxmap.impact.both import Get
from cxmap.message import Message, said
from cxmap.model.touchpoint import Touchpoint


class Relation(NamedTuple):
    """Things of the kind `holder` name things of the kind `named` in some field, which `get` reads.

    `by` says what the holder does with what it names (uses a system), `back` what the latter does (is used at).
    """

    holder: str
    named: str
    get: Get
    by: Message
    back: Message


def _roles(touchpoint: Touchpoint) -> Iterator[str]:
    if touchpoint.raci:
        for _, owner in touchpoint.raci.held():
            yield owner
    if touchpoint.team:
        yield touchpoint.team


def _owner(value: Any) -> tuple[str, ...]:
    return (value.owner,) if value.owner else ()


def _subject(opportunity: Any) -> Iterable[str]:
    return (opportunity.touchpoint,) if opportunity.touchpoint else ()


STAGE = Relation("touchpoint", "stage", lambda value: (value.stage,), said("belongs to stage"), said("is the stage of"))
USES = Relation("touchpoint", "system", lambda value: value.systems, said("uses"), said("is used at"))
WATCHED = Relation("touchpoint", "metric", lambda value: value.metrics, said("is watched by"), said("watches"))
CAPTURES = Relation("touchpoint", "data", lambda value: value.captures, said("captures"), said("captured at"))
NEEDS = Relation("touchpoint", "data", lambda value: value.needs, said("needs"), said("needed at"))
CARRIES = Relation("transition", "data", lambda value: value.carries or (), said("hands over"), said("handed over by"))
HELD = Relation("data", "system", lambda value: value.held_in, said("held in"), said("holds"))
WALKED = Relation("journey", "persona", lambda value: value.personas, said("is walked by"), said("walks"))
JOURNEY_WATCHED = Relation("journey", "metric", lambda value: value.metrics, said("is watched by"), said("watches"))
IMPROVED = Relation("opportunity", "touchpoint", _subject, said("is about"), said("is to be improved by"))
OWNERS = (
    Relation("touchpoint", "owner", _roles, said("is delivered by"), said("has a role at")),
    Relation("transition", "owner", _owner, said("is looked after by"), said("looks after")),
    Relation("journey", "owner", _owner, said("is looked after by"), said("looks after")),
    Relation("system", "owner", _owner, said("is looked after by"), said("looks after")),
)

CLIMBING: tuple[Relation, ...] = (
    *OWNERS,
    STAGE,
    USES,
    WATCHED,
    CAPTURES,
    NEEDS,
    CARRIES,
    HELD,
    WALKED,
    JOURNEY_WATCHED,
)
"""The relations along which a change climbs, from what stands behind the map to what names it."""

AROUND: tuple[Relation, ...] = (STAGE, USES, WATCHED)
"""What belongs to a touchpoint that changed."""
