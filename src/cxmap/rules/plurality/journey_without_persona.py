"""A journey that is nobody's.

Why: a way that suits everybody suits no customer in particular. Without knowing who goes it, nobody can tell whether a
step helps or is in the way.

Flagged:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    journeys:
      buy-online: {steps: [checkout]}

Clean:
    stages: {buy: }
    personas: {online-shopper: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    journeys:
      buy-online: {steps: [checkout], personas: [online-shopper]}

Note: a journey that is part of a larger one is for the personas of that one.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "Journey {journey} does not say which personas it is for.", absent_field=("personas", "parent"))
def journey_without_persona(context: Context) -> Iterator[Hit]:
    """Yield every journey without personas that is not part of a larger one."""
    parts = context.flow.journeys.parts
    for name, journey in context.atlas.journeys.items():
        if not journey.value.personas and name not in parts:
            yield Hit(journey, journey=journey, hint=said("Add `personas:` with the customer profiles who take it."))
