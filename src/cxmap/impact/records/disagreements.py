"""The disagreements about a change, and who settles them."""

from collections.abc import Iterable, Iterator

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.comparison import Comparison
from cxmap.config import Settings
from cxmap.impact.both import Both
from cxmap.message import Named
from cxmap.model.change import Change, Disagreement
from cxmap.report.impact import Position


def disagreements(
    comparison: Comparison, records: Iterable[Placed[Change]], settings: Settings
) -> tuple[Position, ...]:
    """Return the positions on record against the change, the open ones first.

    The owner of the change settles them. The steering committee has to where the owner cannot: there is none; the
    owner disagrees, and nobody is judge in their own cause; or whoever disagrees is accountable for one of the
    touchpoints, for then both answer for what the customer gets, as peers, and neither can overrule the other.
    """
    named = settings.config.governance.committee
    committee = comparison.diff.id_now("owner", named) if named else None
    positions = [
        position
        for record in sorted(records, key=lambda record: record.id)
        for position in _positions(comparison, record, committee)
    ]
    return tuple(sorted(positions, key=lambda position: not position.open))


def _positions(comparison: Comparison, record: Placed[Change], committee: str | None) -> Iterator[Position]:
    owners = comparison.head
    for disagreement in record.value.disagreements:
        is_open = not disagreement.resolution
        needed = committee if is_open and _needs_committee(comparison, record.value, disagreement) else None
        settles = needed or disagreement.settled_by or record.value.owner
        yield Position(
            record=record.named,
            raised_by=_owner(owners, disagreement.raised_by),
            position=disagreement.position or "",
            resolution=disagreement.resolution or "",
            settles=_owner(owners, settles),
            committee=_owner(owners, needed),
        )


def _needs_committee(comparison: Comparison, change: Change, disagreement: Disagreement) -> bool:
    raised_by = disagreement.raised_by
    if disagreement.settled_by:
        return False
    if not change.owner:
        return True
    return raised_by is not None and (raised_by == change.owner or raised_by in _accountable(comparison, change))


def _accountable(comparison: Comparison, change: Change) -> set[str]:
    """Return who is, or was, accountable for the touchpoints that a change means to touch."""
    both = Both(comparison)
    found: set[str] = set()
    for name in change.touchpoints:
        for placed in (both.before("touchpoint", name), both.after("touchpoint", name)):
            if placed and placed.value.raci and placed.value.raci.accountable:
                found.add(both.now("owner", placed.value.raci.accountable))
    return found


def _owner(atlas: Atlas, identifier: str | None) -> Named | None:
    return atlas.named("owner", identifier) if identifier else None
