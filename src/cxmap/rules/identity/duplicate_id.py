"""An id that is declared twice in the repository.

Why: whoever reads the id elsewhere cannot know which of the two is meant. Two teams then look after what they both call
by one name, and the customer gets whichever was read first.

Flagged:
    # web.yaml
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    # stores.yaml
    touchpoints:
      checkout: {stage: buy, channel: store, name: Till}

Clean:
    # web.yaml
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web}
    # stores.yaml
    touchpoints:
      till: {stage: buy, channel: store, name: Till}

Note: things of different kinds may share an id. Where an id is declared twice, the declaration in the first file, in
the order of their paths, is the one that all other checks look at.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "The id of {thing} is already taken.")
def duplicate_id(context: Context) -> Iterator[Hit]:
    """Yield every entity whose id another one of its kind has, which comes first."""
    for again, first in context.atlas.repeated:
        if again.kind != "transition":
            yield Hit(
                again,
                thing=again,
                hint=said("Give it an id of its own, or make the two one."),
                related=[(first, said("The id is declared here first."))],
            )
