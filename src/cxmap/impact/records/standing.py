"""What is missing in a change record for how far it has come."""

import datetime
from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.config import Governance
from cxmap.impact.plan.order import late, too_early
from cxmap.impact.records.approvals import by_committee, verdict
from cxmap.message import Message, Named, said
from cxmap.model.change import Change
from cxmap.report.impact import Told

REVIEW_DAYS = 90
"""After so many days customers have lived with a change long enough to look back at it."""


def missing(atlas: Atlas, record: Placed[Change], governance: Governance, today: datetime.date) -> Iterator[Message]:
    """Yield what a change record lacks, sentence by sentence.

    An owner and a reason why are needed from the first day. From `agreed` on, disagreements are settled, approvals are
    there and people are told; after that the status follows what happens. Rejected records lack nothing.
    """
    change = record.value
    if change.status == "rejected":
        return
    yield from _begun(atlas, change)
    if change.status == "reviewed":
        if not change.review:
            yield said("It is `reviewed`, and does not say what was learned.")
        return
    if change.status != "proposed":
        yield from _agreed(atlas, record, governance, today)
    yield from _in_time(change, today)
    yield from _told(atlas, record, today)


def _begun(atlas: Atlas, change: Change) -> Iterator[Message]:
    if not change.owner:
        yield said("It has no `owner`, who leads it and settles disagreements.")
    elif not atlas.declares("owner", change.owner):
        yield said("Its owner `{owner}` is not declared.", owner=change.owner)
    if not change.why:
        yield said("It does not say `why`: what gets better for the customer and for the company.")
    if not change.touchpoints:
        yield said("It names no `touchpoints` that it means to touch.")


def _agreed(atlas: Atlas, record: Placed[Change], governance: Governance, today: datetime.date) -> Iterator[Message]:
    change = record.value
    if change.live_on is None:
        yield said("It does not say from which day customers meet it (`live_on`).")
    for disagreement in change.disagreements:
        if not disagreement.resolution:
            who = atlas.named("owner", disagreement.raised_by) if disagreement.raised_by else None
            if who:
                yield said("The disagreement with {owner} is not settled.", owner=who)
            else:
                yield said("A disagreement is not settled.")
    if governance.require_change != "never":
        if governance.committee:
            unapproved = by_committee(record, atlas.named("owner", governance.committee), today)
            yield from [unapproved] if unapproved else ()
        elif verdict(change, {decision.by for decision in change.decisions}, today) != "approved":
            yield said("Nobody has approved it.")
    if not change.communications:
        yield said("It does not say who is told of it (`communications`).")


def _in_time(change: Change, today: datetime.date) -> Iterator[Message]:
    live_on = change.live_on
    if live_on is None or live_on > today:
        return
    if change.status == "live":
        if not change.review and (today - live_on).days > REVIEW_DAYS:
            yield said("It has been live since {day}, and no review has been held.", day=live_on.isoformat())
    elif live_on < today:
        yield said(
            "It was to go live on {day} and is still `{status}`: set the status, or move the day.",
            day=live_on.isoformat(),
            status=change.status,
        )


def _told(atlas: Atlas, record: Placed[Change], today: datetime.date) -> Iterator[Message]:
    rows = tuple(
        Told(
            audience=_audience(atlas, communication.audience),
            wave=communication.wave,
            channel="",
            owner=None,
            on=communication.on,
            done=communication.done,
            planned=True,
            record=record.named,
        )
        for communication in record.value.communications
    )
    yield from too_early(rows)
    yield from late(rows, today)


def _audience(atlas: Atlas, audience: str) -> Named | str:
    known = atlas.owners.get(audience) or atlas.personas.get(audience)
    return known.named if known else audience
