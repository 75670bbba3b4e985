"""What a claim is: an owner holds a role in something that a change concerns."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.diff.grade import Grade
from cxmap.impact.both import Both, Thing
from cxmap.message import Message
from cxmap.report.impact import Changed, Role, When

ROLES: tuple[Role, ...] = ("accountable", "responsible", "handover", "consulted", "informed")
"""The roles, the strongest first."""

WHENS: tuple[When, ...] = ("ask-first", "consult", "inform")
"""When to engage people, the most urgent first."""


class Claim(NamedTuple):
    """An owner holds, or held, a role in something that a change concerns.

    `about` is what it holds the role in, and `touchpoints` are those because of which it is engaged. `why` has the gap
    `{things}` for what claims for the same reason are about, and maybe `{causes}` for their `causes`. `past` tells
    that only the base gives it the role.
    """

    owner: str
    role: Role
    when: When
    about: Thing
    why: Message
    touchpoints: tuple[str, ...] = ()
    causes: tuple[Thing, ...] = ()
    past: bool = False


GRAVE = (Grade.BREAKING, Grade.DISRUPTIVE)
"""The grades with which somebody has to do something new."""


def gravest(changes: Iterable[Changed]) -> Grade:
    """Return the gravest grade of some changes."""
    return min((changed.grade for changed in changes), key=lambda grade: grade.rank)


def came_or_went(both: Both, key: Thing) -> bool:
    """Return whether only one revision has something."""
    return both.after(*key) is None or both.before(*key) is None


def roles_at(both: Both, placed: Placed[Any] | None) -> dict[str, Role]:
    """Return the strongest role of each owner at a touchpoint, as one revision has it."""
    held: dict[str, Role] = {}
    if placed and placed.value.raci:
        old = both.after(placed.kind, placed.id) is not placed
        for (role, *_), owner in placed.value.raci.held():
            held.setdefault(both.now("owner", owner) if old else owner, role)
    return held


def accountable(both: Both, touchpoint: str) -> str | None:
    """Return who is accountable for a touchpoint now, or was for one that is gone."""
    held = roles_at(both, both.latest("touchpoint", touchpoint))
    return next((owner for owner, role in held.items() if role == "accountable"), None)


def accountable_for(
    both: Both, touchpoints: Iterable[str], when: When, why: Message, *causes: Thing
) -> Iterator[Claim]:
    """Yield the claims of those who are accountable for some touchpoints."""
    for name in touchpoints:
        owner = accountable(both, name)
        if owner:
            yield Claim(owner, "accountable", when, ("touchpoint", name), why, (name,), causes)
