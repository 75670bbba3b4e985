"""A change has been announced or is live while a disagreement about it is not settled.

Why: the one who was not heard is often the one who deals with the customers afterwards. What was not settled inside
comes back through them, later and at a higher price.

Flagged:
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: announced
        disagreements:
          - {raised_by: legal, position: The terms must be accepted on a page of their own.}

Clean:
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: announced
        disagreements:
          - raised_by: legal
            position: The terms must be accepted on a page of their own.
            resolution: They stand above the button, in full.
            settled_by: digital

Note: as long as a change is proposed or agreed there is time to settle it. After its review it still counts as open.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.model.change import Change
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Change {change} is `{status}`, but the disagreement with {owner} is not settled.",
    absent_field=("disagreements.resolution",),
)
def open_disagreement(context: Context) -> Iterator[Hit]:
    """Yield every disagreement without resolution about a change that people have been told of."""
    for change in context.atlas.changes.values():
        status = change.value.status
        if status not in ("announced", "live", "reviewed"):
            continue
        for index, disagreement in enumerate(change.value.disagreements):
            if not disagreement.resolution:
                unnamed = said(
                    "Change {change} is `{status}`, but a disagreement is not settled.",
                    change=change.named,
                    status=status,
                )
                yield Hit(
                    change.at("disagreements", index),
                    entity=change,
                    message=None if disagreement.raised_by else unnamed,
                    change=change,
                    status=status,
                    owner=context.atlas.named("owner", disagreement.raised_by or ""),
                    hint=_settle(context, change),
                )


def _settle(context: Context, change: Placed[Change]) -> Message:
    owner = context.atlas.owners.get(change.value.owner or "")
    if owner is None:
        return said("Write in `resolution:` how it was settled.")
    return said("{owner} owns the change and settles it; write in `resolution:` how.", owner=owner.named)
