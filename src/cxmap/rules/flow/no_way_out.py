"""Touchpoints that lead on to each other for ever: no way out of them reaches an exit.

Why: customers are sent in circles. Each single step looks fine to the team that owns it; only on the whole map does
one see that nobody ever arrives.

Flagged:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      phone-menu: {stage: help, channel: phone}
      call-back: {stage: help, channel: phone}
      answer: {stage: help, channel: phone, exit: true}
    transitions:
      - {from: help-pages, to: answer}
      - {from: help-pages, to: phone-menu}
      - {from: phone-menu, to: call-back}
      - {from: call-back, to: phone-menu}

Clean:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      phone-menu: {stage: help, channel: phone}
      call-back: {stage: help, channel: phone}
      answer: {stage: help, channel: phone, exit: true}
    transitions:
      - {from: help-pages, to: answer}
      - {from: help-pages, to: phone-menu}
      - {from: phone-menu, to: call-back}
      - {from: call-back, to: phone-menu}
      - {from: call-back, to: answer}

Note: there is one finding for the whole trap. Touchpoints that only lead into it are not listed: once the trap has
a way out, so have they.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule

_MOST_LISTED = 20


@rule(
    Severity.ERROR,
    "Touchpoints {touchpoints} lead only to each other: no way out of them reaches an exit.",
    absence=True,
)
def no_way_out(context: Context) -> Iterator[Hit]:
    """Yield every group of touchpoints that customers cannot leave, at the one of the earliest stage."""
    for region in context.flow.traps():
        together = (region.root, *region.others)
        yield Hit(
            region.root,
            touchpoints=tuple(touchpoint.named for touchpoint in together),
            message=None
            if region.others
            else said(
                "Touchpoint {touchpoint} leads only to itself: no way out of it reaches an exit.",
                touchpoint=region.root.named,
            ),
            severity=Severity.WARNING if region.planned else None,
            hint=said("Add a transition that leads out, or write `exit: true` where customers may rightly finish."),
            related=[
                (touchpoint, said("{touchpoint} belongs to the trap.", touchpoint=touchpoint.named))
                for touchpoint in region.others[:_MOST_LISTED]
            ],
        )
