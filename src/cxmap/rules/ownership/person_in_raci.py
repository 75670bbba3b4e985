"""A person, and not a team or a role, is accountable for a touchpoint.

Why: people go on holiday, change jobs and leave. The day after, the customer's problem belongs to nobody, and nobody
has noticed.

Flagged:
    stages: {buy: }
    owners:
      ann-lee: {kind: person, contact: {email: ann.lee@shop.example}}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: ann-lee}}

Clean:
    stages: {buy: }
    owners:
      ann-lee: {kind: person, contact: {email: ann.lee@shop.example}}
      digital: {kind: team, lead: ann-lee}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital, responsible: [ann-lee]}}

Note: people who are responsible, consulted or informed are fine.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.INFO, "A person is accountable for touchpoint {touchpoint}: {owner}.")
def person_in_raci(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint for which a person is accountable, unless either of them has retired."""
    for touchpoint in context.atlas.touchpoints.values():
        raci = touchpoint.value.raci
        owner = context.atlas.owners.get(raci.accountable or "") if raci else None
        if owner is None or touchpoint.value.status == "retired":
            continue
        if owner.value.kind == "person" and owner.value.status == "active":
            yield Hit(
                touchpoint.at("raci", "accountable"),
                entity=touchpoint,
                touchpoint=touchpoint,
                owner=owner,
                hint=said("Name a team, and {owner} as its `lead`.", owner=owner.named),
            )
