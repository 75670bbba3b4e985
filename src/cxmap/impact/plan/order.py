"""Whether people are told in the right order and in time."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cxmap.message import Message, Named, said
from cxmap.report.impact import Told


def too_early(rows: Sequence[Told]) -> tuple[Message, ...]:
    """Return why a plan may not go ahead: customers are told before colleagues.

    They are where the day for customers comes before that of a colleague, or where customers have been told and a
    colleague has not, or where nobody inside is told at all. The day on which it was done counts, else the one it is
    planned for. The same day is fine, and so is a day that is not known yet.

    Each change record is judged by itself. What is proposed belongs to the record where there is but one.
    """
    records = {told.record for told in rows if told.record}
    only = records.pop() if len(records) == 1 else None
    groups: dict[Named | None, list[Told]] = {}
    for told in rows:
        groups.setdefault(told.record or only, []).append(told)
    return tuple(message for group in groups.values() for message in _too_early(group))


def late(rows: Sequence[Told], today: datetime.date) -> tuple[Message, ...]:
    """Return a note for each day before today on which people should have been told and were not."""
    missed: defaultdict[tuple[datetime.date, str, bool], list[Named | str]] = defaultdict(list)
    for told in rows:
        if told.on and told.on < today and not told.done:
            missed[told.on, told.wave, told.planned].append(told.audience)
    return tuple(
        said(
            "Word was to go to {audiences} by {day} (wave `{wave}`), and nothing says that it did."
            if planned
            else "Word should have gone to {audiences} by {day} (wave `{wave}`): tell them now, or go live later.",
            audiences=tuple(missed[day, wave, planned]),
            day=day.isoformat(),
            wave=wave,
        )
        for day, wave, planned in sorted(missed)
    )


def _too_early(rows: Sequence[Told]) -> Iterator[Message]:
    customers = [told for told in rows if told.wave == "customers"]
    inside = [told for told in rows if told.wave != "customers"]
    dated = [(told.done or told.on, told) for told in customers if told.done or told.on]
    if customers and not inside:
        yield said("Word goes to {customers}, and to nobody inside.", customers=_audiences(customers))
        return
    if dated:
        first = min(day for day, _ in dated if day)
        early = [told for day, told in dated if day == first]
        after = [told for told in inside if (told.done or told.on or first) > first]
        if after:
            yield said(
                "On {day} word goes to {customers}, before it goes to {colleagues}.",
                customers=_audiences(early),
                day=first.isoformat(),
                colleagues=_audiences(after),
            )
    told_already = [told for told in customers if told.done]
    waiting = [told for told in inside if not told.done]
    if told_already and waiting:
        yield said(
            "Word has gone to {customers} already, and not to {colleagues}.",
            customers=_audiences(told_already),
            colleagues=_audiences(waiting),
        )


def _audiences(rows: Sequence[Told]) -> tuple[Named | str, ...]:
    return tuple(dict.fromkeys(told.audience for told in rows))
