"""A change without an owner, or without a reason why.

Why: people go along with a change when they know what it is good for and who leads it. Without either it is done
half-heartedly, and the customer meets the half.

Flagged:
    changes:
      one-page-checkout: {reason: technology}

Clean:
    owners:
      digital: {kind: team, lead: Ann}
    changes:
      one-page-checkout:
        reason: technology
        owner: digital
        why: Four in ten customers leave between basket and payment.

Note: `reason` is the kind of thing that drives a change; `why` says in a sentence what it is good for. Rejected changes
are left alone.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "Change {change} has no owner.", absent_field=("owner", "why", "status"))
def unled_change(context: Context) -> Iterator[Hit]:
    """Yield every change that lacks an owner, a why, or both."""
    for change in context.atlas.changes.values():
        if change.value.status == "rejected" or (change.value.owner and change.value.why):
            continue
        if change.value.owner:
            yield Hit(
                change,
                message=said("Change {change} does not say why.", change=change.named),
                hint=said("Add `why:`, what gets better for the customer and for the company."),
            )
        elif change.value.why:
            yield Hit(change, change=change, hint=said("Add `owner:`, who leads it and settles disagreements."))
        else:
            yield Hit(
                change,
                message=said("Change {change} has no owner and does not say why.", change=change.named),
                hint=said("Add `owner:`, who leads it, and `why:`, what gets better."),
            )
