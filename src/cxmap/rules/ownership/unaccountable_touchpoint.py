"""A touchpoint for which nobody is accountable.

Why: when something goes wrong there, the customer is sent from one department to the next, because each of them only
does a part of it. One name has to answer for the whole moment.

Flagged:
    stages: {buy: }
    owners:
      web-team: {kind: team, lead: Ann}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {responsible: [web-team]}}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ben}
      web-team: {kind: team, lead: Ann}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital, responsible: [web-team]}}

Note: a planned touchpoint gets a warning, because there is still time to find somebody. Retired ones are left alone.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "Nobody is accountable for touchpoint {touchpoint}.", absent_field=("raci.accountable", "status"))
def unaccountable_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint that is not retired and has no accountable owner."""
    for touchpoint in context.atlas.touchpoints.values():
        raci = touchpoint.value.raci
        if touchpoint.value.status != "retired" and not (raci and raci.accountable):
            yield Hit(
                touchpoint,
                touchpoint=touchpoint,
                severity=Severity.WARNING if touchpoint.value.status == "planned" else None,
                hint=said("Add `raci: {{accountable: ..}}` with the one owner who answers for it."),
            )
