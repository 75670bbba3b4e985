"""Owners belong to each other in a circle.

Why: who is told of a change, and who decides where teams disagree, follows from who belongs to whom. In a circle there
is no top to go to, so the question comes back and the customer waits.

Flagged:
    owners:
      digital: {kind: team, part_of: e-commerce}
      e-commerce: {kind: team, part_of: digital}

Clean:
    owners:
      digital: {kind: team, part_of: e-commerce}
      e-commerce: {kind: team, members: [digital]}

Note: a committee may count among its members the team that runs it: sitting on a committee is not being part of it.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "Owners belong to each other in a circle: {way:way}.")
def circular_organisation(context: Context) -> Iterator[Hit]:
    """Yield one finding for every group of owners in a circle, at the first of them by id."""
    for circle in context.organisation.circles():
        first = circle[0].part
        yield Hit(
            first,
            way=(*(belonging.part.named for belonging in circle), first.named),
            hint=said("Take out the one `part_of` or `members` that is the wrong way round."),
            related=[
                (
                    belonging.spot,
                    said("Here {part} belongs to {whole}.", part=belonging.part.named, whole=belonging.whole.named),
                )
                for belonging in circle[:_MOST_SHOWN]
            ],
        )


_MOST_SHOWN = 20
