"""The organisation: who belongs to whom among the owners, and which functions a team brings together."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.graph.ways import circles, shortest_way
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

    def functions_in(self, team: str) -> set[str]:
        """Return the functions that a team brings together, as `function_key` writes them.

        They are its own, those of everybody who belongs to it, and those of the teams that these come from. The
        set is empty where no function is known, or where the team is too large to be looked through.
        """
        people = _reach([team], self._parts)
        around = _reach(people, self._wholes)
        return {function_key(self._owners[owner].value.function or "") for owner in around if owner in self._owners} - {""}

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


# No team that looks after a touchpoint is as large as this. The bound keeps a repository in which everybody belongs to
# everybody from costing the square of its size.
_MOST_BELONGINGS = 500


def _reach(starts: Iterable[str], following: Mapping[str, list[str]]) -> set[str]:
    """Return everybody who can be reached from some owners, these included; nobody where there are too many."""
    found = set(starts)
    waiting = list(found)
    walked = 0
    while waiting:
        for after in following.get(waiting.pop(), ()):
            walked += 1
            if walked > _MOST_BELONGINGS:
                return set()
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


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
    # The way back is searched from a copy of the first, which is where the circle closes.
    end = f"{first} "
    inside = {name: [end if after == first else after for after in within[name] if after in members] for name in group}
    way = (*shortest_way(first, end, inside, len(group) + 1)[:-1], first)
    return [within[part][whole] for part, whole in zip(way, way[1:], strict=False)]
