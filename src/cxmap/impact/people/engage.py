"""Who to engage: every owner whom a change concerns, once, and those near it who need not be engaged yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.impact.both import Both, Thing
from cxmap.impact.people import reasons
from cxmap.impact.people.claim import ROLES, WHENS, Claim, accountable
from cxmap.impact.people.claims import claims
from cxmap.impact.reach.extent import extents
from cxmap.impact.reach.neighbours import near
from cxmap.impact.reach.relations import NEEDS
from cxmap.message import Message, Named, said
from cxmap.model.change import Change
from cxmap.model.people import Owner
from cxmap.report.impact import Changed, Engaged, NotNeeded, Reached


def engage(
    comparison: Comparison,
    changes: Sequence[Changed],
    reached: Sequence[Reached],
    records: Sequence[Placed[Change]],
) -> tuple[tuple[Engaged, ...], tuple[NotNeeded, ...]]:
    """Return whom to engage, and who is near the change but not needed yet.

    Each owner stands there once, with the most urgent of its `claims` and among those the strongest role. One without
    a contact of its own has that of its lead. Those to engage are sorted by urgency, role, number of touchpoints and
    id.

    Not needed yet are those who are accountable for a touchpoint that is reached or that lies two transitions away
    and that stays as it is, and for one that a change record names and that has not changed so far.
    """
    both = Both(comparison, changes)
    found = extents(changes)
    by_owner: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims(both, changes, found):
        by_owner[claim.owner].append(claim)
    engaged = [_engaged(both, owner, held) for owner, held in by_owner.items()]
    spared: dict[str, NotNeeded] = {}
    for touchpoint, because in (*_nearby(both, changes, reached), *_announced(both, found.keys(), records)):
        owner = accountable(both, touchpoint)
        if owner and owner not in by_owner and owner not in spared and _is_there(both, owner):
            spared[owner] = NotNeeded(both.named("owner", owner), because)
    return tuple(sorted(engaged, key=_order)), tuple(spared.values())


def _engaged(both: Both, owner: str, held: Sequence[Claim]) -> Engaged:
    strongest = min(held, key=_urgency)
    same = [claim for claim in held if claim.why == strongest.why and _urgency(claim) == _urgency(strongest)]
    placed = both.latest("owner", owner)
    ordered = sorted(held, key=lambda claim: (_urgency(claim), claim.about, claim.touchpoints))
    touchpoints = dict.fromkeys(name for claim in ordered for name in claim.touchpoints)
    return Engaged(
        owner=both.named("owner", owner),
        role=strongest.role,
        when=strongest.when,
        touchpoints=tuple(both.named("touchpoint", name) for name in touchpoints),
        reason=_reason(both, owner, same),
        lead=_lead(both, placed),
        contact=_contact(placed) or _contact(_led_by(both, placed)),
        language=(placed.value.language or "") if placed else "",
        function=(placed.value.function or "") if placed else "",
    )


def _urgency(claim: Claim) -> tuple[int, int, int]:
    return WHENS.index(claim.when), ROLES.index(claim.role), reasons.rank(claim.why)


def _order(engaged: Engaged) -> tuple[int, int, int, str]:
    return WHENS.index(engaged.when), ROLES.index(engaged.role), -len(engaged.touchpoints), engaged.owner.id


def _reason(both: Both, owner: str, same: Sequence[Claim]) -> Message:
    """Return why an owner is engaged; that it cannot be, where it is retired or nobody knows it."""
    things = _named(both, (claim.about for claim in same))
    placed = both.after("owner", owner)
    if placed is None and not all(claim.past for claim in same) and not both.diff.head.declares("owner", owner):
        return Message(reasons.UNDECLARED.text, {"things": things})
    if placed is not None and placed.value.status == "retired" and not all(claim.past for claim in same):
        larger = placed.value.part_of
        if larger:
            return Message(reasons.GONE.text, {"things": things, "larger": both.named("owner", larger)})
        return Message(reasons.GONE_ALONE.text, {"things": things})
    causes = _named(both, (cause for claim in same for cause in claim.causes))
    return Message(same[0].why.text, {"things": things, "causes": causes} if causes else {"things": things})


def _named(both: Both, things: Iterable[Thing]) -> tuple[Named, ...]:
    return tuple(both.named(*key) for key in sorted(set(things)))


def _lead(both: Both, placed: Placed[Owner] | None) -> str:
    """Return the name of whoever leads an owner, which may be written as a name or as the id of an owner."""
    known = _led_by(both, placed)
    if known:
        return known.name
    return (placed.value.lead or "") if placed else ""


def _led_by(both: Both, placed: Placed[Owner] | None) -> Placed[Owner] | None:
    return both.latest("owner", placed.value.lead) if placed and placed.value.lead else None


def _contact(placed: Placed[Owner] | None) -> Mapping[str, str]:
    contact = placed.value.contact if placed else None
    if contact is None:
        return {}
    ways = {"email": contact.email, "chat": contact.chat, "phone": contact.phone, "github": contact.github}
    return {way: written for way, written in ways.items() if written}


def _is_there(both: Both, owner: str) -> bool:
    placed = both.after("owner", owner)
    return placed is not None and placed.value.status == "active"


def _nearby(both: Both, changes: Sequence[Changed], reached: Sequence[Reached]) -> Iterator[tuple[str, Message]]:
    """Yield the touchpoints near what changed, the nearest first, each with the reason why it is not concerned yet."""
    for item in reached:
        if item.entity.kind == "touchpoint" and item.reason[0].by == NEEDS.by:
            datum = item.reason[1].entity
            text = "Accountable for {touchpoint}, which needs {datum} and still gets it."
            yield item.entity.id, said(text, touchpoint=item.entity, datum=datum)
    for step in near(both, extents(changes), 2):
        values = {"touchpoint": both.named("touchpoint", step.touchpoint), "beside": both.named(*step.beside)}
        yield step.touchpoint, Message(_NEARBY[step.distance].text, values)
    for item in reached:
        if item.entity.kind == "touchpoint" and item.distance:
            last = item.reason[-1].entity
            text = "Accountable for {touchpoint}, which stays as it is while {changed} changes."
            yield item.entity.id, said(text, touchpoint=item.entity, changed=last)


_NEARBY = {
    1: said("One step away: {touchpoint} stays as it is and only lies beside {beside}."),
    2: said("Two steps away: {touchpoint} is concerned only if {beside} changes as well."),
}


def _announced(
    both: Both, changed: Iterable[Thing], records: Sequence[Placed[Change]]
) -> Iterator[tuple[str, Message]]:
    """Yield the touchpoints that change records name and that have not changed."""
    done = set(changed)
    for record in records:
        for name in record.value.touchpoints:
            touchpoint = both.now("touchpoint", name)
            if ("touchpoint", touchpoint) not in done and both.after("touchpoint", touchpoint):
                text = "Accountable for {touchpoint}, which {record} means to change and which is as it was so far."
                yield (
                    touchpoint,
                    said(text, touchpoint=both.named("touchpoint", touchpoint), record=record.named),
                )
