"""A touchpoint that stands alone: no transition leads in or out, and it is in no journey.

Why: it is described, staffed and paid for, yet no customer gets there and nobody knows what it is for.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      fax: {stage: buy, channel: fax}
    transitions:
      - {from: basket, to: checkout}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
      fax: {stage: buy, channel: fax, exit: true}
    transitions:
      - {from: basket, to: checkout}
      - {from: basket, to: fax}

Note: a `retired` touchpoint may stand alone. For a `planned` one this is only a warning: nobody is lost yet.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.ERROR,
    "Touchpoint {touchpoint} stands alone: no transition leads in or out, and no journey has it.",
    absence=True,
)
def orphan_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint without neighbours."""
    for touchpoint in context.flow.orphans():
        yield Hit(
            touchpoint,
            touchpoint=touchpoint,
            severity=Severity.WARNING if touchpoint.value.status == "planned" else None,
            hint=said("Add the transition that leads to it, or remove it."),
        )
