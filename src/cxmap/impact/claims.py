"""Why somebody has a say in a change: a claim for every role that an owner holds in something that it concerns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.diff.grade import Grade
from cxmap.impact import reasons
from cxmap.impact.both import Both, Thing, thing
from cxmap.impact.edits import edited
from cxmap.impact.extent import Extents, may_lose_data, of_kind
from cxmap.impact.needing import ends
from cxmap.impact.reasons import Reasons
from cxmap.impact.relations import CLIMBING, IMPROVED
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
    if may_lose_data(found):
        yield from _losing_data(both)
        yield from _cut(both)
    yield from _behind(both, by_thing, found)


def accountable(both: Both, touchpoint: str) -> str | None:
    """Return who is accountable for a touchpoint now, or was for one that is gone."""
    held = _held(both, both.latest("touchpoint", touchpoint))
    return next((owner for owner, role in held.items() if role == "accountable"), None)


def _of_touchpoint(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    after, before = both.after(*key), both.before(*key)
    stays = not _came_or_went(both, key)
    grade = _gravest(changes)
    everybody = any(map(_asks_everybody, changes))
    now, then = _held(both, after), _held(both, before)
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
    if after is None or any(changed.field == "status" and changed.after == "retired" for changed in changes):
        yield from _broken_handovers(both, key)


_USUAL: Mapping[Role, tuple[When, Reasons]] = {
    "accountable": ("ask-first", reasons.ACCOUNTABLE),
    "responsible": ("ask-first", reasons.RESPONSIBLE),
    "consulted": ("consult", reasons.CONSULTED),
    "informed": ("inform", reasons.INFORMED),
}


def _asks_everybody(changed: Changed) -> bool:
    """Return whether a change of a touchpoint concerns all who hold a role in it.

    A new touchpoint does, whatever its grade. Which metrics watch it, its team and whom else to consult or inform are
    settled by the accountable owner and those who gain or lose a role.
    """
    if changed.field in _SETTLED_ALONE or changed.grade is Grade.WORDING:
        return False
    return changed.kind in ("added", "removed") or changed.grade in _GRAVE


_SETTLED_ALONE = frozenset({"metrics", "team", "raci.consulted", "raci.informed"})
_GRAVE = (Grade.BREAKING, Grade.DISRUPTIVE)


def _held(both: Both, placed: Placed[Any] | None) -> dict[str, Role]:
    """Return the strongest role of each owner at one side of a touchpoint."""
    held: dict[str, Role] = {}
    if placed and placed.value.raci:
        old = both.after(placed.kind, placed.id) is not placed
        for (role, *_), owner in placed.value.raci.held():
            held.setdefault(both.now("owner", owner) if old else owner, role)
    return held


def _of_team(both: Both, key: Thing, after: Placed[Any] | None, before: Placed[Any] | None) -> Iterator[Claim]:
    """Yield the claims of a touchpoint team that comes or goes."""
    if after and before:
        now = after.value.team
        then = before.value.team and both.now("owner", before.value.team)
        if now != then:
            yield from _passed_on(key, _TEAM, (now, then), (key[1],))


class _Office(NamedTuple):
    """A role that one owner holds, when whoever holds it is engaged, and how that is said."""

    role: Role
    when: When
    said: Reasons


_TEAM = _Office("informed", "inform", reasons.TEAM)
_HANDOVER = _Office("handover", "ask-first", reasons.HANDOVER)
_JOURNEY = _Office("accountable", "ask-first", reasons.JOURNEY)
_SYSTEM = _Office("responsible", "ask-first", reasons.SYSTEM)

_Holders = tuple[str | None, str | None]
"""Who holds an office in the head, and who did in the base."""


def _passed_on(key: Thing, office: _Office, holders: _Holders, touchpoints: tuple[str, ...] = ()) -> Iterator[Claim]:
    """Yield who held an office until now and who does from now on."""
    now, then = holders
    if then:
        yield Claim(then, office.role, office.when, key, office.said.until_now, touchpoints, past=True)
    if now:
        yield Claim(now, office.role, office.when, key, office.said.from_now, touchpoints)


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


def _of_transition(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    grade = _gravest(changes)
    now, then = _owners(both, key)
    starts, finishes = ends(both, key)
    touchpoints = tuple(sorted({*starts, *finishes}))
    stays = not _came_or_went(both, key)
    if stays and now != then:
        yield from _passed_on(key, _HANDOVER, (now, then), touchpoints)
    elif now or then:
        why = reasons.WORDS_HANDOVER if grade is Grade.WORDING else reasons.HANDOVER.same
        when: When = "ask-first" if grade in _GRAVE else "inform"
        yield Claim(now or then or "", "handover", when, key, why, touchpoints)
    elif grade not in _GRAVE:
        yield from _accountable_for(both, sorted(starts), "inform", reasons.BESIDE, key)
    # That a way came or went with a touchpoint is a matter of that touchpoint.
    if grade in _GRAVE and (stays or not any(_came_or_went(both, ("touchpoint", name)) for name in touchpoints)):
        yield from _accountable_for(both, touchpoints, "consult" if now or then else "ask-first", reasons.BESIDE, key)


def _accountable_for(
    both: Both, touchpoints: Iterable[str], when: When, why: Message, *causes: Thing
) -> Iterator[Claim]:
    for name in touchpoints:
        owner = accountable(both, name)
        if owner:
            yield Claim(owner, "accountable", when, ("touchpoint", name), why, (name,), causes)


def _came_or_went(both: Both, key: Thing) -> bool:
    return both.after(*key) is None or both.before(*key) is None


def _owners(both: Both, key: Thing) -> _Holders:
    """Return who owns something that has one owner, in the head and in the base."""
    after, before = both.after(*key), both.before(*key)
    now = after.value.owner if after else None
    return now, both.now("owner", before.value.owner) if before and before.value.owner else None


def _of_journey(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    grade = _gravest(changes)
    now, then = _owners(both, key)
    stops = tuple(sorted(name for kind, name in edited(both, key[1]).stops if kind == "touchpoint"))
    if not _came_or_went(both, key) and now != then:
        yield from _passed_on(key, _JOURNEY, (now, then), stops)
    elif now or then:
        why = reasons.WORDS_JOURNEY if grade is Grade.WORDING else reasons.JOURNEY.same
        when: When = "ask-first" if grade is Grade.BREAKING else "consult" if grade is Grade.DISRUPTIVE else "inform"
        yield Claim(now or then or "", "accountable", when, key, why, stops)


def _of_system(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    grade = _gravest(changes)
    now, then = _owners(both, key)
    if not _came_or_went(both, key) and now != then:
        yield from _passed_on(key, _SYSTEM, (now, then))
    elif now or then:
        why = reasons.WORDS_SYSTEM if grade is Grade.WORDING else reasons.SYSTEM.same
        yield Claim(now or then or "", "responsible", "ask-first" if grade in _GRAVE else "inform", key, why)


def _of_owner(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:  # noqa: ARG001 - like the others
    yield Claim(key[1], "informed", "inform", key, reasons.OWN_ENTRY)


_MAKERS: Mapping[str, Callable[[Both, Thing, Sequence[Changed]], Iterator[Claim]]] = {
    "touchpoint": _of_touchpoint,
    "transition": _of_transition,
    "journey": _of_journey,
    "system": _of_system,
    "owner": _of_owner,
}


def _losing_data(both: Both) -> Iterator[Claim]:
    """Yield whoever is accountable where data are needed that no longer get there."""
    for name, datum in sorted(both.comparison.missing):
        yield from _accountable_for(both, [name], "ask-first", reasons.LOSES_DATA, ("data", datum))


def _cut(both: Both) -> Iterator[Claim]:
    """Yield the owners of journeys on which customers can no longer go on."""
    for leg in both.comparison.cut:
        owner = both.diff.head.journeys[leg.journey].value.owner
        if owner:
            stops = tuple(dict.fromkeys((*leg.leaving, *leg.arriving)))
            yield Claim(owner, "accountable", "ask-first", ("journey", leg.journey), reasons.CUT, stops)


def _behind(both: Both, by_thing: Mapping[Thing, Sequence[Changed]], found: Extents) -> Iterator[Claim]:
    """Yield whoever is accountable for what names something behind the map that changed."""
    for relation in CLIMBING:
        wanted = frozenset(of_kind(found, relation.named))
        if wanted and relation.holder in _BEHIND:
            for holder, name in both.naming(relation.holder, relation.get, relation.named, wanted):
                cause = (relation.named, name)
                when: When = "consult" if _gravest(by_thing[cause]) in _GRAVE else "inform"
                yield from _answering(both, (relation.holder, holder), when, cause)
    for name in of_kind(found, "opportunity"):
        for touchpoint in sorted(both.named_by(("opportunity", name), IMPROVED.get, "touchpoint")):
            yield from _answering(both, ("touchpoint", touchpoint), "inform", ("opportunity", name))


_BEHIND: Mapping[str, tuple[Role, Message]] = {
    "touchpoint": ("accountable", reasons.BEHIND),
    "journey": ("accountable", reasons.BEHIND_JOURNEY),
    "transition": ("handover", reasons.BEHIND_HANDOVER),
}


def _answering(both: Both, key: Thing, when: When, cause: Thing) -> Iterator[Claim]:
    role, why = _BEHIND[key[0]]
    if key[0] == "touchpoint":
        yield from _accountable_for(both, [key[1]], when, why, cause)
        return
    now, then = _owners(both, key)
    owner = now if both.after(*key) else then
    if owner:
        touchpoints = tuple(sorted({*ends(both, key)[0], *ends(both, key)[1]})) if key[0] == "transition" else ()
        yield Claim(owner, role, when, key, why, touchpoints, (cause,))


def _gravest(changes: Iterable[Changed]) -> Grade:
    return min((changed.grade for changed in changes), key=lambda grade: grade.rank)
