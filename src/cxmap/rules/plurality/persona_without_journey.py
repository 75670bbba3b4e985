"""A persona for whom no ideal journey is drawn.

Why: the company says that it knows these customers and never says what it wants to offer them. They get the journey
that was made for others.

Flagged:
    stages: {buy: }
    personas: {online-shopper: , business-buyer: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    journeys:
      buy-online: {steps: [checkout], personas: [online-shopper]}

Clean:
    stages: {buy: }
    personas: {online-shopper: , business-buyer: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    journeys:
      buy-online: {steps: [checkout], personas: [online-shopper, business-buyer]}

Note: a journey of kind `current` shows how it is today; only an `ideal` one says how it is meant to be.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.journey import Journey
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "No ideal journey is drawn for persona {persona}.", absence=True)
def persona_without_journey(context: Context) -> Iterator[Hit]:
    """Yield every persona in no ideal journey, with a current journey if there is one."""
    ideal: set[str] = set()
    current: dict[str, Placed[Journey]] = {}
    for journey in context.atlas.journeys.values():
        for name in journey.value.personas:
            if journey.value.kind == "ideal":
                ideal.add(name)
            else:
                current.setdefault(name, journey)
    for name, persona in context.atlas.personas.items():
        if name not in ideal:
            today = current.get(name)
            yield Hit(
                persona,
                persona=persona,
                hint=said("Draw the journey you want these customers to have, or add them to the `personas` of one."),
                related=[(today, said("The journey they have today."))] if today else (),
            )
