"""Customers are asked for something that no touchpoint needs.

Why: every question costs customers who give up at that point. If it is personal, keeping it without a purpose is a risk
for them and against the law in many countries.

Flagged:
    stages: {buy: }
    data: {date-of-birth: {personal: true}}
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true, captures: [date-of-birth]}
    transitions:
      - {from: basket, to: checkout}

Clean:
    stages: {buy: }
    data: {date-of-birth: {personal: true}}
    touchpoints:
      wine-shelf: {stage: buy, channel: web, entry: true, captures: [date-of-birth]}
      checkout: {stage: buy, channel: web, exit: true, needs: [date-of-birth]}
    transitions:
      - {from: wine-shelf, to: checkout}

Note: this is a warning where the datum is `personal`. Retired touchpoints neither ask for anything nor need it. A
touchpoint that needs what it asks for itself may say so under both `captures` and `needs`.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, Somewhere, rule

_MOST_LISTED = 20


@rule(Severity.INFO, "Customers are asked for {datum}, and no touchpoint needs it.", absence=True)
def unused_data(context: Context) -> Iterator[Hit]:
    """Yield every datum that is captured for nothing."""
    atlas = context.atlas
    live = [placed for placed in atlas.touchpoints.values() if placed.value.status != "retired"]
    if any(atlas.unread(placed, "needs") for placed in live):
        return
    needed = {name for placed in live for name in placed.value.needs} | atlas.meant("data")
    asking: dict[str, list[Somewhere]] = {}
    for placed in live:
        for position, name in enumerate(placed.value.captures):
            if name in atlas.data and name not in needed:
                asking.setdefault(name, []).append(placed.at("captures", position))
    for name, spots in sorted(asking.items()):
        datum = atlas.data[name]
        yield Hit(
            datum,
            datum=datum,
            severity=Severity.WARNING if datum.value.personal else None,
            hint=said("Stop asking for it, or write it under `needs` where it is used."),
            related=[(spot, said("It is asked for here.")) for spot in spots[:_MOST_LISTED]],
        )
