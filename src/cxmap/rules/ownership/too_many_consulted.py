"""More owners are consulted at a touchpoint than the limit allows.

Why: each of them has to be asked before anything changes for the customer. With many of them no change is ever small,
so the customer waits for improvements that everybody agrees on.

Flagged:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
      finance: {kind: team, lead: Cleo}
      stores: {kind: team, lead: Dina}
      logistics: {kind: team, lead: Emil}
      marketing: {kind: team, lead: Fay}
      contact-centre: {kind: team, lead: Gus}
    touchpoints:
      checkout:
        stage: buy
        channel: web
        raci: {accountable: digital, consulted: [legal, finance, stores, logistics, marketing, contact-centre]}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
      finance: {kind: team, lead: Cleo}
      stores: {kind: team, lead: Dina}
      logistics: {kind: team, lead: Emil}
      marketing: {kind: team, lead: Fay}
      contact-centre: {kind: team, lead: Gus}
    touchpoints:
      checkout:
        stage: buy
        channel: web
        raci: {accountable: digital, consulted: [legal, finance], informed: [stores, logistics, contact-centre]}

Note: the limit is `consulted` under `rules: limits:` in `cxmap.yaml`, and 5 where nothing is written there.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Too many owners are consulted at touchpoint {touchpoint}: {number}, where the limit is {limit}.",
)
def too_many_consulted(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint that is not retired and consults more different owners than the limit."""
    limit = context.settings.config.rules.limits.consulted
    for touchpoint in context.atlas.touchpoints.values():
        raci = touchpoint.value.raci
        if raci is None or touchpoint.value.status == "retired" or len(raci.consulted) <= limit:
            continue
        number = sum(context.atlas.declares("owner", owner) for owner in {*raci.consulted})
        if number > limit:
            yield Hit(
                touchpoint.at("raci", "consulted"),
                entity=touchpoint,
                touchpoint=touchpoint,
                number=number,
                limit=limit,
                hint=said("Move those who only need to know to `informed`."),
            )
