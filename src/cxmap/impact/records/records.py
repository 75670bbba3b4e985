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
    changed. A reviewed one looks back at an earlier change, unless in the base it was still to come.
    """
    own = brought(comparison)
    concerns = Concerns(comparison, changes)
    return tuple(
        record
        for _, record in sorted(comparison.head.changes.items())
        if not _looks_back(record, comparison)
        and (
            record.id in own
            or (
                record.value.status in UNDER_WAY
                and not concerns.touched.isdisjoint(concerns.ids_now("touchpoint", record.value.touchpoints))
            )
        )
    )


def _looks_back(record: Placed[Change], comparison: Comparison) -> bool:
    """Return whether a record is reviewed, and its change was there before: nothing that differs is due to it."""
    if record.value.status != "reviewed":
        return False
    names = {comparison.diff.id_now("change", name): placed for name, placed in comparison.base.changes.items()}
    before = names.get(record.id)
    return before is not None and before.value.status not in UNDER_WAY


def brought(comparison: Comparison) -> frozenset[str]:
    """Return the ids of the change records that were added, or edited in what they mean."""
    diff = comparison.diff
    edited = [pair.after for pair in (*diff.differing["change"], *diff.renamed)]
    return frozenset(placed.id for placed in (*diff.added["change"], *edited) if placed.kind == "change")
