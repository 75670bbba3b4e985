"""Who has to approve a change before it goes ahead, and who has not."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.config import Settings
from cxmap.diff.grade import Grade
from cxmap.impact.concerns import Concerns
from cxmap.message import Message, Named, said
from cxmap.model.change import Change, Decision
from cxmap.report.impact import Changed


def missing_approvals(
    comparison: Comparison,
    changes: Sequence[Changed],
    records: Sequence[Placed[Change]],
    settings: Settings,
    today: datetime.date,
) -> Iterator[Message]:
    """Yield which approvals are missing in change records that cover some changes together.

    The steering committee, where there is one, has to approve each record. Whoever was accountable, in the base, for a
    touchpoint at which something breaks has to approve a record that names it, so that nobody is passed over by being
    replaced in the same change. An owner's lead, or an owner that it is part of, may approve in its place. Who owns
    the change approves it by leading it.
    """
    committee = settings.config.governance.committee
    if committee:
        for record in records:
            yield from _by_committee(comparison, record, committee, today)
    yield from missing_by_accountable(comparison, changes, records, today)


def missing_by_accountable(
    comparison: Comparison, changes: Sequence[Changed], records: Sequence[Placed[Change]], today: datetime.date
) -> Iterator[Message]:
    """Yield which approvals are missing of those who were accountable where something breaks."""
    yield from _by_accountable(Concerns(comparison, changes), records, today)


def by_committee(record: Placed[Change], committee: Named, today: datetime.date) -> Message | None:
    """Return why a record has no approval by the committee; None where it has."""
    outcome = verdict(record.value, {committee.id}, today)
    if outcome == "approved":
        return None
    return said(_VERDICTS[outcome], owner=committee, record=record.named)


def verdict(change: Change, owners: Iterable[str], today: datetime.date) -> str:
    """Return the outcome of the last decision by one of some owners; empty where they have made none.

    A decision without a day counts as older than those with one, the later in the list as the later. One that is
    dated after today has not been made yet.
    """
    deciding = set(owners)
    made = [
        (decision.on or datetime.date.min, index, decision)
        for index, decision in enumerate(change.decisions)
        if decision.by in deciding and (decision.on is None or decision.on <= today)
    ]
    last: Decision | None = max(made, key=lambda one: one[:2])[2] if made else None
    return last.outcome if last else ""


_VERDICTS = {
    "": "{owner} has not approved change {record}.",
    "rejected": "{owner} has rejected change {record}.",
    "deferred": "{owner} has deferred change {record}.",
}
_ACCOUNTABLE = {
    "": "{owner} is accountable for {touchpoints} and has not approved the change.",
    "rejected": "{owner} is accountable for {touchpoints} and has rejected the change.",
    "deferred": "{owner} is accountable for {touchpoints} and has deferred the change.",
}


def _by_committee(
    comparison: Comparison, record: Placed[Change], committee: str, today: datetime.date
) -> Iterator[Message]:
    named = comparison.head.named("owner", comparison.diff.id_now("owner", committee))
    missing = by_committee(record, named, today)
    if missing:
        yield missing


def _by_accountable(concerns: Concerns, records: Sequence[Placed[Change]], today: datetime.date) -> Iterator[Message]:
    for owner, touchpoints in sorted(_accountable(concerns).items()):
        now = concerns.comparison.diff.id_now("owner", owner)
        speaking = _speaking_for(concerns.comparison, owner)
        naming = [
            record
            for record in records
            if not touchpoints.isdisjoint(concerns.ids_now("touchpoint", record.value.touchpoints))
        ]
        outcomes = [
            verdict(record.value, speaking, today) or ("approved" if record.value.owner == now else "")
            for record in naming or records
        ]
        if "approved" in outcomes and "rejected" not in outcomes:
            continue
        worst = next((outcome for outcome in ("rejected", "deferred") if outcome in outcomes), "")
        yield said(
            _ACCOUNTABLE[worst],
            owner=concerns.comparison.head.named("owner", now),
            touchpoints=tuple(concerns.touchpoint(name) for name in sorted(touchpoints)),
        )


def _accountable(concerns: Concerns) -> dict[str, set[str]]:
    """Return who was accountable, in the base, for the touchpoints at which something breaks, and for which.

    Of a transition it is the touchpoint that the customers leave by it. Owners who had been retired before cannot be
    asked.
    """
    owners = concerns.comparison.base.owners
    found: dict[str, set[str]] = {}
    for changed in concerns.changes:
        if changed.grade is Grade.BREAKING:
            for name in concerns.touchpoints(changed)[:1]:
                placed = concerns.before(name)
                accountable = (placed and placed.value.raci and placed.value.raci.accountable) or ""
                if accountable in owners and owners[accountable].value.status == "active":
                    found.setdefault(accountable, set()).add(name)
    return found


def _speaking_for(comparison: Comparison, owner: str) -> set[str]:
    """Return who may approve for an owner of the base, by the ids of the head: itself, its lead, and those above it."""
    owners = comparison.base.owners
    found: set[str] = set()
    current = owner
    while current in owners and current not in found:
        found.add(current)
        current = owners[current].value.part_of or ""
    lead = owners[owner].value.lead
    return {comparison.diff.id_now("owner", name) for name in (*found, *([lead] if lead else ()))}
