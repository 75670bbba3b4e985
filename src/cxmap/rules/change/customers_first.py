"""Customers are told of a change before everybody inside is.

Why: the customer calls the next morning, and whoever answers has never heard of it. They feel foolish, the customer
loses trust, and both of them blame the change.

Flagged:
    owners:
      digital: {kind: team, lead: Ann}
      contact-centre: {kind: team, lead: Ben}
    personas: {online-shopper: }
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        communications:
          - {audience: digital, wave: peers, on: 2026-12-01}
          - {audience: online-shopper, wave: customers, on: 2026-12-05}
          - {audience: contact-centre, wave: support, on: 2026-12-10}

Clean:
    owners:
      digital: {kind: team, lead: Ann}
      contact-centre: {kind: team, lead: Ben}
    personas: {online-shopper: }
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        communications:
          - {audience: digital, wave: peers, on: 2026-12-01}
          - {audience: contact-centre, wave: support, on: 2026-12-04}
          - {audience: online-shopper, wave: customers, on: 2026-12-05}

Note: the day on which people were told (`done`) counts, else the day for which it is planned (`on`). The same day is
fine, because nobody writes down the hour. Where a day is missing nothing is said, unless customers have been told
already. Rejected changes and those whose review has been held are left alone: what happened cannot be mended.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.document import Spot
from cxmap.findings import Severity
from cxmap.message import Named, said
from cxmap.model.change import Change, Communication
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.ERROR,
    "Change {change} is told to customers before it is told to {inside}.",
    absent_field=("communications.wave", "communications.on", "communications.done", "status"),
)
def customers_first(context: Context) -> Iterator[Hit]:
    """Yield every change that reaches customers too early, once."""
    for change in context.atlas.changes.values():
        if change.value.status in ("rejected", "reviewed"):
            continue
        customers = [told for told in _all_told(change) if told.entry.wave == "customers"]
        inside = [told for told in _all_told(change) if told.entry.wave != "customers"]
        if customers and not inside:
            yield Hit(
                customers[0].spot,
                entity=change,
                message=said("Change {change} is told to customers and to nobody inside.", change=change.named),
                hint=said("Add a communication for each wave before it: `peers`, `teams` and `support`."),
            )
        elif customers:
            first = min(customers, key=lambda told: told.day or dt.date.max)
            already = any(told.entry.done for told in customers)
            late = [told for told in inside if _is_late(told, first, already=already)]
            if late:
                yield _hit(context.atlas, change, first, late)


class _Told(NamedTuple):
    """One communication, and the spot of the day that counts for it: of the whole where there is none."""

    entry: Communication
    spot: Spot

    @property
    def day(self) -> dt.date | None:
        return self.entry.done or self.entry.on


def _all_told(change: Placed[Change]) -> Iterator[_Told]:
    for index, entry in enumerate(change.value.communications):
        day = ("done",) if entry.done else ("on",) if entry.on else ()
        yield _Told(entry, change.at("communications", index, *day))


def _is_late(told: _Told, first: _Told, *, already: bool) -> bool:
    if told.day is None:
        return already
    return first.day is not None and told.day > first.day


def _hit(atlas: Atlas, change: Placed[Change], first: _Told, late: list[_Told]) -> Hit:
    return Hit(
        first.spot,
        entity=change,
        change=change,
        inside=tuple(dict.fromkeys(_audience(atlas, told.entry) for told in late)),
        hint=said("Tell everybody inside first, or move the day for customers."),
        related=[
            (told.spot, said("Told on {day}.", day=told.day.isoformat()) if told.day else said("No day is given here."))
            for told in late[:_MOST_SHOWN]
        ],
    )


_MOST_SHOWN = 20


def _audience(atlas: Atlas, entry: Communication) -> Named | str:
    known = atlas.owners.get(entry.audience) or atlas.personas.get(entry.audience)
    return known.named if known else entry.audience
