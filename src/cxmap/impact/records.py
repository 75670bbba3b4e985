"""The change records that belong to what changed."""

from collections.abc import Sequence

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.impact.concerns import Concerns
from cxmap.model.change import Change
from cxmap.report.impact import Changed

UNDER_WAY = ("proposed", "agreed", "announced")
"""The statuses of change records whose change is still to come."""


def records(comparison: Comparison, changes: Sequence[Changed]) -> tuple[Placed[Change], ...]:
    """Return the change records of the head that belong to what changed, by id.

    They are those that come with it or are edited by it, and those that are under way and name a touchpoint that
    changed. A reviewed one never does: it looks back at an earlier change.
    """
    own = brought(comparison)
    concerns = Concerns(comparison, changes)
    return tuple(
        record
        for _, record in sorted(comparison.head.changes.items())
        if record.value.status != "reviewed"
        and (
            record.id in own
            or (
                record.value.status in UNDER_WAY
                and not concerns.touched.isdisjoint(concerns.ids_now("touchpoint", record.value.touchpoints))
            )
        )
    )


def brought(comparison: Comparison) -> frozenset[str]:
    """Return the ids of the change records that were added, or edited in what they mean."""
    diff = comparison.diff
    edited = [pair.after for pair in (*diff.differing["change"], *diff.renamed)]
    return frozenset(placed.id for placed in (*diff.added["change"], *edited) if placed.kind == "change")
