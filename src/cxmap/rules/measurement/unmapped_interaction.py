"""A note from a brainstorm has neither been mapped to a touchpoint nor set aside.

Why: somebody saw a customer do this. While the note lies about, the map leaves out a moment that customers live, and
whoever wrote the note sees that nobody read it.

Flagged:
    interactions:
      - text: Photographs the price tag and sends it to a friend

Clean:
    stages: {choose: }
    touchpoints:
      shelf-label: {stage: choose, channel: store}
    interactions:
      - text: Photographs the price tag and sends it to a friend
        touchpoint: shelf-label
      - text: Asks for a job in the shop
        dismissed: Not a customer at that moment.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    'The note "{text}" is neither mapped to a touchpoint nor dismissed.',
    absent_field=("touchpoint", "dismissed"),
)
def unmapped_interaction(context: Context) -> Iterator[Hit]:
    """Yield every note that leads nowhere."""
    for interaction in context.atlas.interactions.values():
        if not interaction.value.touchpoint and not interaction.value.dismissed:
            yield Hit(
                interaction,
                text=interaction.value.text,
                hint=said("Add `touchpoint:` with the moment it tells of, or `dismissed:` with the reason."),
            )
