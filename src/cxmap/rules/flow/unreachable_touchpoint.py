"""A touchpoint to which no way leads from any entry.

Why: other touchpoints count on it and somebody keeps it running, but no customer ever arrives. Often the transition
that should lead there was forgotten, and with it the hand-over.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      voucher-mail: {stage: buy, channel: email}
    transitions:
      - {from: basket, to: checkout}
      - {from: voucher-mail, to: checkout}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      voucher-mail: {stage: buy, channel: email, entry: true}
    transitions:
      - {from: basket, to: checkout}
      - {from: voucher-mail, to: checkout}

Note: entries are touchpoints with `entry: true` and the first steps of journeys that no other journey nests. What can
only be reached over a touchpoint that is cut off is not reported once more but listed with it. What journeys step
through counts as reached: a transition that is missing between their steps is reported as `broken-step`. Where
everything that is cut off is only `planned`, this is a warning.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule

_MOST_LISTED = 20


@rule(Severity.ERROR, "No way from any entry leads to touchpoint {touchpoint}.", absence=True)
def unreachable_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield the root of every region that is cut off."""
    for region in context.flow.cut_off():
        number = len(region.others)
        yield Hit(
            region.root,
            touchpoint=region.root,
            message=said(
                "No way from any entry leads to touchpoint {touchpoint} and what lies behind it ({number} more).",
                touchpoint=region.root.named,
                number=number,
            )
            if number
            else None,
            severity=Severity.WARNING if region.planned else None,
            hint=said("Add a transition that leads to it, or write `entry: true` if customers may start there."),
            related=[
                (touchpoint, said("{touchpoint} can only be reached from there.", touchpoint=touchpoint.named))
                for touchpoint in region.others[:_MOST_LISTED]
            ],
        )
