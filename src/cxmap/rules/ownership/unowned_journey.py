"""A journey for which nobody is accountable end to end.

Why: every department can be green while the customer gives up between two of them. Only somebody who answers for the
whole way sees that, and may ask all of them to move.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}
    journeys:
      buy-online: {steps: [basket, checkout]}

Clean:
    stages: {buy: }
    owners:
      cx-office: {kind: team, lead: Ann}
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}
    journeys:
      buy-online: {steps: [basket, checkout], owner: cx-office}

Note: a journey that is part of a larger one, or a variant of another, needs no owner of its own: that of the other
counts.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Nobody is accountable for journey {journey} from end to end.",
    absent_field=("owner", "variant_of", "parent"),
)
def unowned_journey(context: Context) -> Iterator[Hit]:
    """Yield every journey without owner that does not belong to another one."""
    parts = context.flow.journeys.parts
    for name, journey in context.atlas.journeys.items():
        original = journey.value.variant_of
        variant = original and original != name and context.atlas.declares("journey", original)
        if not journey.value.owner and name not in parts and not variant:
            yield Hit(journey, journey=journey, hint=said("Add `owner:`, the owner who answers for the whole way."))
