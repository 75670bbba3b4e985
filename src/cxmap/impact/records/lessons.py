"""What was learned from earlier changes to the same touchpoints, or by the same teams."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.impact.concerns import Concerns
from cxmap.message import Message, Named, said
from cxmap.model.change import Change, Review
from cxmap.report.impact import Changed, Engaged, Lesson

MOST = 5
"""How many lessons are worth reading before a change."""


def lessons(comparison: Comparison, changes: Sequence[Changed], engaged: Sequence[Engaged]) -> tuple[Lesson, ...]:
    """Return the reviews of earlier changes that say something about this one, the most relevant first, at most `MOST`.

    A review does if its change meant to touch a touchpoint that changes now, or if an owner led it or told people of
    it who is engaged now. Common touchpoints count before common owners, then the later review. A reviewed change
    record that only the head has is no earlier one.
    """
    found = sorted(_found(comparison, changes, engaged), key=_Found.order)
    return tuple(
        Lesson(
            record=one.record.named,
            on=one.review.on,
            successes=one.review.successes,
            failures=one.review.failures,
            lessons=one.review.lessons,
            because=one.because,
        )
        for one in found[:MOST]
    )


class _Found(NamedTuple):
    """A review, and what its change has in common with this one."""

    record: Placed[Change]
    review: Review
    touchpoints: tuple[Named, ...]
    owners: tuple[Named, ...]

    def order(self) -> tuple[int, int, int, str]:
        age = -(self.review.on or datetime.date.min).toordinal()
        return (-len(self.touchpoints), -len(self.owners), age, self.record.id)

    @property
    def because(self) -> Message:
        if not self.touchpoints:
            return said("It was led or told of by {owners}, too.", owners=self.owners)
        if not self.owners:
            return said("It touched {touchpoints}, too.", touchpoints=self.touchpoints)
        return said(
            "It touched {touchpoints}, too, and was led or told of by {owners}.",
            touchpoints=self.touchpoints,
            owners=self.owners,
        )


def _found(comparison: Comparison, changes: Sequence[Changed], engaged: Sequence[Engaged]) -> Iterator[_Found]:
    concerns = Concerns(comparison, changes)
    owners_now = {one.owner.id: one.owner for one in engaged}
    for record in _earlier(comparison):
        value, review = record.value, record.value.review
        if review is None or not (review.successes or review.failures or review.lessons):
            continue
        touchpoints = [name for name in concerns.ids_now("touchpoint", value.touchpoints) if name in concerns.touched]
        owners = concerns.ids_now("owner", (value.owner, *(told.owner for told in value.communications)))
        common = [name for name in owners if name in owners_now]
        if touchpoints or common:
            yield _Found(
                record,
                review,
                tuple(concerns.touchpoint(name) for name in touchpoints),
                tuple(owners_now[name] for name in common),
            )


def _earlier(comparison: Comparison) -> Iterator[Placed[Change]]:
    """Yield the reviewed change records that were there before, as they are now where they still are."""
    for record in comparison.base.changes.values():
        now = comparison.head.changes.get(comparison.diff.id_now("change", record.id), record)
        if now.value.status == "reviewed":
            yield now
