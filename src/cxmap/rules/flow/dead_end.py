"""A touchpoint that customers get to, from which nothing leads on, and that is no exit.

Why: customers who come here have not reached what they wanted and are not told how to go on. They ring up, or they
give up.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      payment-refused: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}
      - {from: basket, to: payment-refused}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      payment-refused: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}
      - {from: basket, to: payment-refused}
      - {from: payment-refused, to: basket, kind: recovery}

Note: exits are touchpoints with `exit: true` and the last steps of journeys that no other journey nests. Where a
journey steps on without a transition, `broken-step` says so. For a `planned` touchpoint this is a warning.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.ERROR,
    "Touchpoint {touchpoint} is a dead end: customers get there, nothing leads on, and it is no exit.",
    absence=True,
)
def dead_end(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint where customers get stuck."""
    for touchpoint in context.flow.dead_ends():
        yield Hit(
            touchpoint,
            touchpoint=touchpoint,
            severity=Severity.WARNING if touchpoint.value.status == "planned" else None,
            hint=said("Add the transition that leads on, or write `exit: true` if customers may rightly finish there."),
        )
