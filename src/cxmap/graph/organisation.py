"""The organisation: who belongs to whom among the owners, and which functions a team brings together."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.graph.ways import breadth_first, circles, trace
from cxmap.model.people import Owner


class Belonging(NamedTuple):
    """One owner belongs to another, and where that is written: `part_of` of the one or `members` of the other."""

    part: Placed[Owner]
    whole: Placed[Owner]
    spot: Spot


class Organisation:
    """Who belongs to whom. Owners that are not declared belong nowhere; circles are walked only once."""

    def __init__(self, owners: Mapping[str, Placed[Owner]]) -> None:
        self._owners = owners
        self._steps_left = max(_STEPS_AT_LEAST, _STEPS_FOR_AN_OWNER * len(owners))

    def circles(self) -> list[list[Belonging]]:
        """Return a shortest circle out of every group of owners who belong to each other, or to themselves.

        Each begins with the first owner of its group by id. Teams and people sit on a committee without becoming
        part of it, so there only committees among each other count.
        """
        within: dict[str, dict[str, Belonging]] = {}
        for belonging in self._belongings:
            committee = belonging.whole.value.kind == "committee" and belonging.spot.route[2] == "members"
            if not committee or belonging.part.value.kind == "committee":
                within.setdefault(belonging.part.id, {}).setdefault(belonging.whole.id, belonging)
        return [_circle(group, within) for group in circles(within)]

    def around(self, team: str) -> set[str]:
        """Return a team, everybody who belongs to it, and the teams that these come from.

        The set is empty where the organisation is too entangled for them to be found in a reasonable time.
        """
        return self._reach(self._reach([team], self._parts), self._wholes)

    def functions(self, owners: Iterable[str]) -> set[str]:
        """Return the functions of some owners, as `function_key` writes them."""
        placed = (self._owners[owner] for owner in owners if owner in self._owners)
        return {function_key(owner.value.function) for owner in placed if owner.value.function}

    def _reach(self, starts: Iterable[str], following: Mapping[str, list[str]]) -> set[str]:
        found = set(starts)
        waiting = list(found)
        while waiting:
            for after in following.get(waiting.pop(), ()):
                self._steps_left -= 1
                if self._steps_left < 0:
                    return set()
                if after not in found:
                    found.add(after)
                    waiting.append(after)
        return found

    @cached_property
    def _belongings(self) -> list[Belonging]:
        return list(_belongings(self._owners))

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for part, whole, _ in self._belongings:
            parts.setdefault(whole.id, []).append(part.id)
        return parts

    @cached_property
    def _wholes(self) -> dict[str, list[str]]:
        wholes: dict[str, list[str]] = {}
        for part, whole, _ in self._belongings:
            wholes.setdefault(part.id, []).append(whole.id)
        return wholes


def function_key(function: str) -> str:
    """Return a function so that it equals itself however it is written: "Customer  Service" is "customer service"."""
    return " ".join(function.casefold().split())


# Far more than the teams of a large company take. It keeps a repository
# in which everybody belongs to everybody from costing the square of its size.
_STEPS_FOR_AN_OWNER = 10
_STEPS_AT_LEAST = 100_000


def _belongings(owners: Mapping[str, Placed[Owner]]) -> Iterator[Belonging]:
    for owner in owners.values():
        larger = owners.get(owner.value.part_of or "")
        if larger:
            yield Belonging(owner, larger, owner.at("part_of"))
        for index, member in enumerate(owner.value.members):
            if member in owners:
                yield Belonging(owners[member], owner, owner.at("members", index))


def _circle(group: list[str], within: Mapping[str, Mapping[str, Belonging]]) -> list[Belonging]:
    """Return a shortest circle from the first of a group back to it."""
    first, members = group[0], set(group)
    came_from = breadth_first([first], lambda name: (after for after in within[name] if after in members))
    last = next(name for name in came_from if first in within[name])
    way = (*trace(last, came_from), first)
    return [within[part][whole] for part, whole in pairwise(way)]
