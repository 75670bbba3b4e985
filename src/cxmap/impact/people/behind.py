"""The claims of those who do not see the change on their own touchpoint, and whom it concerns all the same."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.impact.both import Both, Thing
from cxmap.impact.people import reasons
from cxmap.impact.people.claim import GRAVE, Claim, accountable_for, gravest
from cxmap.impact.people.offices import holders_of, touchpoints_of
from cxmap.impact.reach.extent import Extents, of_kind
from cxmap.impact.reach.relations import CLIMBING, IMPROVES
from cxmap.message import Message
from cxmap.report.impact import Changed, Role, When


def losing_data(both: Both) -> Iterator[Claim]:
    """Yield whoever is accountable where data are needed that no longer get there."""
    for name, datum in sorted(both.comparison.missing):
        yield from accountable_for(both, [name], "ask-first", reasons.LOSES_DATA, ("data", datum))


def cut_off(both: Both) -> Iterator[Claim]:
    """Yield the owners of journeys on which customers can no longer go on."""
    for leg in both.comparison.cut:
        owner = both.diff.head.journeys[leg.journey].value.owner
        if owner:
            stops = tuple(dict.fromkeys((*leg.leaving, *leg.arriving)))
            yield Claim(owner, "accountable", "ask-first", ("journey", leg.journey), reasons.CUT, stops)


def behind(both: Both, by_thing: Mapping[Thing, Sequence[Changed]], found: Extents) -> Iterator[Claim]:
    """Yield whoever is accountable for what names something behind the map that changed."""
    for relation in CLIMBING:
        wanted = frozenset(of_kind(found, relation.named))
        if wanted and relation.holder in _BEHIND:
            for holder, name in both.naming(relation.holder, relation.get, relation.named, wanted):
                cause = (relation.named, name)
                when: When = "consult" if gravest(by_thing[cause]) in GRAVE else "inform"
                yield from _answering(both, (relation.holder, holder), when, cause)
    for name in of_kind(found, "opportunity"):
        for touchpoint in sorted(both.named_by(("opportunity", name), IMPROVES.get, "touchpoint")):
            yield from _answering(both, ("touchpoint", touchpoint), "inform", ("opportunity", name))


_BEHIND: Mapping[str, tuple[Role, Message]] = {
    "touchpoint": ("accountable", reasons.BEHIND),
    "journey": ("accountable", reasons.BEHIND_JOURNEY),
    "transition": ("handover", reasons.BEHIND_HANDOVER),
}


def _answering(both: Both, key: Thing, when: When, cause: Thing) -> Iterator[Claim]:
    role, why = _BEHIND[key[0]]
    if key[0] == "touchpoint":
        yield from accountable_for(both, [key[1]], when, why, cause)
        return
    now, then = holders_of(both, key)
    owner = now if both.after(*key) else then
    if owner:
        touchpoints = touchpoints_of(both, key) if key[0] == "transition" else ()
        yield Claim(owner, role, when, key, why, touchpoints, (cause,))
