"""The communication plan: who is told of a change, wave by wave, so that customers hear of it from people who know."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.config import Settings
from cxmap.impact.concerns import Concerns
from cxmap.impact.plan.order import late, too_early
from cxmap.impact.plan.proposals import Proposing, audience_id
from cxmap.message import Message, Named, said
from cxmap.model.change import WAVES, Change, Communication
from cxmap.report.impact import Changed, Engaged, Plan, Told


def plan(  # noqa: PLR0913, PLR0917 - all that a plan is made of
    comparison: Comparison,
    changes: Sequence[Changed],
    engaged: Sequence[Engaged],
    records: Sequence[Placed[Change]],
    settings: Settings,
    today: datetime.date,
) -> Plan:
    """Return the communication plan for what changed.

    The communications of the change records stand as they are written. Audiences that they forget are proposed, with
    the day counted back in working days from the first day on which a record's change goes live. Rejected records
    count for nothing. What should have been done before `today` keeps its day, and a note says so.
    """
    alive = [record for record in records if record.value.status != "rejected"]
    concerns = Concerns(comparison, changes)
    proposing = Proposing(concerns, settings)
    written = [told for record in alive for told in _written(record, concerns, proposing)]
    live_on = min((record.value.live_on for record in alive if record.value.live_on), default=None)
    leader = next((record.value.owner for record in alive if record.value.owner), None)
    proposed = proposing.rows(engaged, live_on=live_on, leader=leader, before=_customers_day(written))
    known = {(told.wave, audience_id(told)) for told in written}
    inside = {audience for wave, audience in known if wave != "customers"}
    missing = [
        replace(told, why=_why(alive))
        for told in proposed
        if (told.wave, audience_id(told)) not in known
        and not (told.wave == "support" and audience_id(told) in inside)  # told earlier than it has to be
    ]
    rows = tuple(sorted([*written, *missing], key=_order))
    return Plan(rows, live_on, refused=too_early(rows), notes=(*_without_day(missing, live_on), *late(rows, today)))


def _written(record: Placed[Change], concerns: Concerns, proposing: Proposing) -> Iterator[Told]:
    for communication in record.value.communications:
        audience = _audience(concerns.comparison, communication)
        yield Told(
            audience=audience,
            wave=communication.wave,
            channel=communication.channel or "",
            owner=_owner(concerns.comparison, communication.owner or record.value.owner),
            on=communication.on,
            done=communication.done,
            message=communication.message or "",
            planned=True,
            language=proposing.language(audience),
            about=proposing.about(audience),
            record=record.named,
            why=record.value.why or "",
        )


def _audience(comparison: Comparison, communication: Communication) -> Named | str:
    """Return who is told: customers are looked for among the personas first, colleagues among the owners."""
    head, name = comparison.head, communication.audience
    kinds = ("persona", "owner") if communication.wave == "customers" else ("owner", "persona")
    return next((head.named(kind, name) for kind in kinds if name in head.things[kind]), name)


def _owner(comparison: Comparison, identifier: str | None) -> Named | None:
    return comparison.head.named("owner", identifier) if identifier else None


def _customers_day(written: Iterable[Told]) -> datetime.date | None:
    days = (told.done or told.on for told in written if told.wave == "customers")
    return min((day for day in days if day), default=None)


def _why(records: Sequence[Placed[Change]]) -> str:
    return next((record.value.why for record in records if record.value.why), "")


def _without_day(missing: Sequence[Told], live_on: datetime.date | None) -> Iterator[Message]:
    if missing and live_on is None:
        yield said("No change record says in `live_on` when this goes live, so the proposals have no day.")


def _order(told: Told) -> tuple[int, datetime.date, bool, str]:
    return (
        WAVES.index(told.wave),
        told.done or told.on or datetime.date.max,
        not told.planned,
        audience_id(told),
    )
