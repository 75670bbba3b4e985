"""The claims of those who own something by themselves: hand-overs, journeys and systems."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.diff.grade import Grade
from cxmap.impact.both import Both, Thing
from cxmap.impact.people import reasons
from cxmap.impact.people.claim import GRAVE, Claim, accountable_for, came_or_went, gravest
from cxmap.impact.people.reasons import Reasons
from cxmap.impact.reach.edits import edited
from cxmap.impact.reach.needing import ends
from cxmap.message import Message
from cxmap.report.impact import Changed, Role, When


def of_transition(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    """Yield the owner of a hand-over, and those who are accountable at its ends where it is another."""
    grade = gravest(changes)
    touchpoints = touchpoints_of(both, key)
    holders = holders_of(both, key)
    yield from _held(both, key, _HANDOVER, grade, touchpoints)
    if grade not in GRAVE:
        if not any(holders):
            yield from accountable_for(both, sorted(ends(both, key)[0]), "inform", reasons.BESIDE, key)
    # That a way came or went with a touchpoint is a matter of that touchpoint.
    elif not (came_or_went(both, key) and any(came_or_went(both, ("touchpoint", name)) for name in touchpoints)):
        yield from accountable_for(both, touchpoints, "consult" if any(holders) else "ask-first", reasons.BESIDE, key)


def of_journey(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    """Yield the owner of a journey, because of the touchpoints where it comes to stop or stops no longer."""
    stops = tuple(sorted(name for kind, name in edited(both, key[1]).stops if kind == "touchpoint"))
    yield from _held(both, key, _JOURNEY, gravest(changes), stops)


def of_system(both: Both, key: Thing, changes: Sequence[Changed]) -> Iterator[Claim]:
    """Yield whoever looks after a system."""
    yield from _held(both, key, _SYSTEM, gravest(changes))


def touchpoints_of(both: Both, transition: Thing) -> tuple[str, ...]:
    """Return the touchpoints that a transition joins, in either revision."""
    starts, finishes = ends(both, transition)
    return tuple(sorted({*starts, *finishes}))


Holders = tuple[str | None, str | None]
"""Who owns something in the head, and who did in the base."""


def holders_of(both: Both, key: Thing) -> Holders:
    """Return who owns something that has one owner."""
    after, before = both.after(*key), both.before(*key)
    now = after.value.owner if after else None
    return now, both.now("owner", before.value.owner) if before and before.value.owner else None


class Office(NamedTuple):
    """A role that one owner holds in something, and how it is said why the owner is engaged.

    `disruptive` tells when to engage the owner where somebody has to do something new; where something breaks, and
    where the office passes to somebody else, it is always first, and where it is only worth knowing afterwards.
    """

    role: Role
    said: Reasons
    words: Message
    disruptive: When = "ask-first"

    def when(self, grade: Grade) -> When:
        """Return when to engage whoever holds the office."""
        if grade is Grade.DISRUPTIVE:
            return self.disruptive
        return "ask-first" if grade is Grade.BREAKING else "inform"


_HANDOVER = Office("handover", reasons.HANDOVER, reasons.WORDS_HANDOVER)
_JOURNEY = Office("accountable", reasons.JOURNEY, reasons.WORDS_JOURNEY, "consult")
_SYSTEM = Office("responsible", reasons.SYSTEM, reasons.WORDS_SYSTEM)


def _held(both: Both, key: Thing, office: Office, grade: Grade, touchpoints: tuple[str, ...] = ()) -> Iterator[Claim]:
    """Yield who holds an office; where it passes to somebody else, who held it and who does from now on."""
    now, then = holders_of(both, key)
    if now != then and not came_or_went(both, key):
        if then:
            yield Claim(then, office.role, "ask-first", key, office.said.until_now, touchpoints, past=True)
        if now:
            yield Claim(now, office.role, "ask-first", key, office.said.from_now, touchpoints)
    elif holder := now or then:
        why = office.words if grade is Grade.WORDING else office.said.same
        yield Claim(holder, office.role, office.when(grade), key, why, touchpoints)
