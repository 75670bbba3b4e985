"""A transition with the same `from`, `to` and `id` as another one.

Why: the two may promise the customer different things, and nobody can tell which of them holds.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout, when: presses "pay"}
      - {from: basket, to: checkout, when: pays with one click}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout, when: presses "pay"}
      - {from: basket, to: checkout, id: one-click, when: pays with one click}
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "Transition {transition} is declared more than once.")
def duplicate_transition(context: Context) -> Iterator[Hit]:
    """Yield every transition that has been declared before."""
    for again, first in context.atlas.repeated:
        # Where an `id` could not be read, it may well tell the two apart.
        if again.kind == "transition" and not any(context.atlas.unread(one, "id") for one in (again, first)):
            yield Hit(
                again,
                transition=again,
                hint=said("Give it an `id` that tells the two apart, or remove it."),
                related=[(first, said("It is declared here first."))],
            )
