"""A transition on which accountability changes and that nobody owns.

Why: each side looks after its own part, and the customer is lost between them: the parcel has left the warehouse and
has not reached the shop, and both teams are right. Somebody has to make sure that the customer arrives.

Flagged:
    stages: {buy: , receive: }
    owners:
      digital: {kind: team, lead: Ann}
      logistics: {kind: team, lead: Ben}
    touchpoints:
      checkout: {stage: buy, channel: web, entry: true, raci: {accountable: digital}}
      home-delivery: {stage: receive, channel: home, exit: true, raci: {accountable: logistics}}
    transitions:
      - {from: checkout, to: home-delivery, when: has paid}

Clean:
    stages: {buy: , receive: }
    owners:
      digital: {kind: team, lead: Ann}
      logistics: {kind: team, lead: Ben}
    touchpoints:
      checkout: {stage: buy, channel: web, entry: true, raci: {accountable: digital}}
      home-delivery: {stage: receive, channel: home, exit: true, raci: {accountable: logistics}}
    transitions:
      - {from: checkout, to: home-delivery, when: has paid, owner: logistics}

Note: where a touchpoint at either end is still planned this is a warning. Where nobody is accountable at one end there
is nothing to hand over yet, and `unaccountable-touchpoint` says so.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.touchpoint import Touchpoint
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.ERROR,
    "Nobody owns the hand-over {transition}: accountability passes from {giver} to {taker}.",
    absent_field=("owner",),
)
def unowned_handover(context: Context) -> Iterator[Hit]:
    """Yield every transition without owner between touchpoints of different accountable owners."""
    atlas = context.atlas
    for transition in atlas.transitions.values():
        if transition.value.owner:
            continue
        start, end = atlas.touchpoints.get(transition.value.from_), atlas.touchpoints.get(transition.value.to)
        if start is None or end is None or "retired" in (start.value.status, end.value.status):
            continue
        giver, taker = _accountable(atlas, start), _accountable(atlas, end)
        if giver and taker and giver != taker:
            yield Hit(
                transition,
                transition=transition,
                giver=atlas.named("owner", giver),
                taker=atlas.named("owner", taker),
                severity=Severity.WARNING if "planned" in (start.value.status, end.value.status) else None,
                hint=said("Add `owner:` to the transition: the team that makes sure the customer arrives."),
                related=[
                    (start.at("raci", "accountable"), said("Who is accountable before.")),
                    (end.at("raci", "accountable"), said("Who is accountable after.")),
                ],
            )


def _accountable(atlas: Atlas, touchpoint: Placed[Touchpoint]) -> str:
    """Return who is accountable, if it is somebody who is declared."""
    name = touchpoint.value.raci.accountable if touchpoint.value.raci else None
    return name if name and atlas.declares("owner", name) else ""
