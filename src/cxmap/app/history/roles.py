"""Who held which role at a thing, and from when until when."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.message import Named
from cxmap.report.history import Commit, Held, Role

Roles = Mapping[Role, tuple[Named, ...]]
"""The owners in each role at one thing."""

Happening = tuple[Commit, Roles | None, Mapping[str, Named]]
"""A commit, the roles at a thing since then (None where they are as before), and by former id the owners it renamed."""

_ORDER: tuple[Role, ...] = ("accountable", "responsible", "team", "owner")


def roles(atlas: Atlas, placed: Placed[Any]) -> Roles:
    """Return who answers for a thing and does the work; nothing for things that nobody owns.

    Where nobody is responsible for a touchpoint, whoever is accountable is.
    """
    value = placed.value
    held: dict[Role, tuple[str | None, ...]] = {"owner": (getattr(value, "owner", None),)}
    if raci := getattr(value, "raci", None):
        held |= {"accountable": (raci.accountable,), "responsible": raci.responsible or (raci.accountable,)}
    held["team"] = (getattr(value, "team", None),)
    named = ((role, tuple(atlas.named("owner", owner) for owner in owners if owner)) for role, owners in held.items())
    return {role: owners for role, owners in named if owners}


def tenures(first: Roles, happenings: Iterable[Happening]) -> tuple[Held, ...]:
    """Return who held which role and when: role by role, the latest first.

    Args:
        first: the roles before the first of the commits.
        happenings: the commits, the oldest first.
    """
    running: _Running = {(role, owner.id): (owner, None) for role, owners in first.items() for owner in owners}
    over: list[Held] = []
    for commit, now, renamed in happenings:
        running = dict(_with_new_names(running, renamed))
        if now is None:
            continue
        present = {(role, owner.id): owner for role, owners in now.items() for owner in owners}
        ended = [key for key in running if key not in present]
        over += [Held(key[0], *running[key], commit) for key in ended]
        running = {key: (owner, running.get(key, (owner, commit))[1]) for key, owner in present.items()}
    still = [Held(role, owner, since, None) for (role, _), (owner, since) in running.items()]
    return tuple(_ordered([*over, *still]))


_Running = dict[tuple[Role, str], tuple[Named, Commit | None]]
"""Who holds which role, and since when."""


def _with_new_names(
    running: _Running, renamed: Mapping[str, Named]
) -> Iterator[tuple[tuple[Role, str], tuple[Named, Commit | None]]]:
    for (role, name), (owner, since) in running.items():
        now = renamed.get(name, owner)
        yield (role, now.id), (now, since)


def _ordered(held: list[Held]) -> Iterator[Held]:
    """Yield tenures role by role, the latest first; `held` are in the order in which they ended."""
    for role in _ORDER:
        mine = [(number, one) for number, one in enumerate(held) if one.role == role]
        yield from (one for _, one in sorted(mine, key=lambda item: (item[1].until is not None, -item[0])))
