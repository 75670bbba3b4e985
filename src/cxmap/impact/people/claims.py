"""Why somebody has a say in a change: a claim for every role that an owner holds in something that it concerns."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.diff.grade import Grade
from cxmap.impact.both import Both, Thing, thing
from cxmap.impact.people import reasons
from cxmap.impact.people.behind import behind, cut_off, losing_data
from cxmap.impact.people.claim import GRAVE, ROLES, Claim, came_or_went, gravest, roles_at
from cxmap.impact.people.offices import of_journey, of_system, of_transition
from cxmap.impact.people.reasons import Reasons
from cxmap.impact.reach.extent import Extents
from cxmap.report.impact import Changed, Role, When


def claims(both: Both, changes: Sequence[Changed], found: Extents) -> Iterator[Claim]:
    """Yield every claim that follows from changes.

    Where something breaks, or somebody has to do something new, all who hold a role in what changed are engaged as
    the role says, and so are those who held it until now. What is only worth knowing, and other words, are told to
    whoever is accountable and to nobody else, apart from those who gain or lose a role.
    """
    by_thing: dict[Thing, list[Changed]] = defaultdict(list)
    for changed in changes:
        by_thing[thing(changed.entity)].append(changed)
    for key in sorted(by_thing):
        make = _MAKERS.get(key[0])
        if make:
            yield from make(both, key, by_thing[key])
    yield from losing_data(both)
    yield from cut_off(both)
    yield from behind(both, by_thing, found)


def _of_touchpoint(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    after, before = both.after(*key), both.before(*key)
    stays = not came_or_went(both, key)
    grade = gravest(changes)
    everybody = any(map(_asks_everybody, changes))
    now, then = roles_at(both, after), roles_at(both, before)
    for owner in sorted({*now, *then}):
        role = min((side[owner] for side in (now, then) if owner in side), key=ROLES.index)
        when, said = _USUAL[role]
        moved = stays and now.get(owner) != then.get(owner)
        if moved:
            past = now.get(owner) != role
            yield Claim(owner, role, when, key, said.until_now if past else said.from_now, (key[1],), past=past)
        elif everybody:
            yield Claim(owner, role, when, key, said.same, (key[1],))
        elif role == "accountable":
            why = reasons.WORDS if grade is Grade.WORDING else reasons.NOTABLE
            yield Claim(owner, role, "inform", key, why, (key[1],))
    yield from _of_team(both, key, after, before)
    goes = after is None or any(changed.field == "status" and changed.after == "retired" for changed in changes)
    if goes and grade in GRAVE:
        yield from _broken_handovers(both, key)


_USUAL: Mapping[Role, tuple[When, Reasons]] = {
    "accountable": ("ask-first", reasons.ACCOUNTABLE),
    "responsible": ("ask-first", reasons.RESPONSIBLE),
    "consulted": ("consult", reasons.CONSULTED),
    "informed": ("inform", reasons.INFORMED),
}


def _asks_everybody(changed: Changed) -> bool:
    """Return whether a change of a touchpoint concerns all who hold a role in it.

    Which metrics watch it, its team and whom else to consult or inform are settled by the accountable owner and those
    who gain or lose a role.
    """
    return changed.grade in GRAVE and changed.field not in _SETTLED_ALONE


_SETTLED_ALONE = frozenset({"metrics", "team", "raci.consulted", "raci.informed"})


def _of_team(both: Both, key: Thing, after: Placed[Any] | None, before: Placed[Any] | None) -> Iterator[Claim]:
    """Yield the claims of a touchpoint team that comes or goes."""
    if after and before:
        now = after.value.team
        then = before.value.team and both.now("owner", before.value.team)
        if now != then:
            if then:
                yield Claim(then, "informed", "inform", key, reasons.TEAM_UNTIL_NOW, (key[1],), past=True)
            if now:
                yield Claim(now, "informed", "inform", key, reasons.TEAM_FROM_NOW, (key[1],))


def _broken_handovers(both: Both, touchpoint: Thing) -> Iterator[Claim]:
    """Yield the owners of the hand-overs to and from a touchpoint that goes."""
    name = touchpoint[1]
    for flow, old in both.flows:
        here = both.then("touchpoint", name) if old else name
        pairs = [(here, after) for after in flow.following.get(here, ())]
        pairs += [(before, here) for before in flow.leading.get(here, ()) if before != here]
        for transition in (each for pair in sorted(pairs) for each in flow.between[pair]):
            if transition.value.owner:
                key = ("transition", both.now("transition", transition.id) if old else transition.id)
                owner = both.now("owner", transition.value.owner) if old else transition.value.owner
                yield Claim(owner, "handover", "ask-first", key, reasons.BROKEN, (name,), (touchpoint,), past=old)


def _of_owner(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:  # noqa: ARG001 - like the others
    yield Claim(key[1], "informed", "inform", key, reasons.OWN_ENTRY)


_MAKERS: Mapping[str, Callable[[Both, Thing, Sequence[Changed]], Iterator[Claim]]] = {
    "touchpoint": _of_touchpoint,
    "transition": of_transition,
    "journey": of_journey,
    "system": of_system,
    "owner": _of_owner,
}
