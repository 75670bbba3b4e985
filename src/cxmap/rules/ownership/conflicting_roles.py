"""One owner holds two roles at a touchpoint that exclude each other.

Why: who is consulted is asked before a change, who is informed hears of it afterwards, and who does the work knows
anyway. Where one team stands in two of these lists nobody can tell what it was promised, and it is asked too late.

Flagged:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital, consulted: [legal], informed: [legal]}}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      legal: {kind: team, lead: Ben}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital, responsible: [digital], consulted: [legal]}}

Note: accountable and responsible go together, in small teams they usually do.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule
from cxmap.source.span import Route


@rule(Severity.WARNING, "At touchpoint {touchpoint}, {owner} holds more than one role: {roles}.")
def conflicting_roles(context: Context) -> Iterator[Hit]:
    """Yield every owner with roles that exclude each other, once a touchpoint."""
    for touchpoint in context.atlas.touchpoints.values():
        raci = touchpoint.value.raci
        if raci is None or touchpoint.value.status == "retired":
            continue
        held: dict[str, dict[str, Route]] = {}
        for route, owner in raci.held():
            held.setdefault(owner, {}).setdefault(str(route[0]), route)
        for owner, roles in held.items():
            needless = _needless(list(roles))
            if needless and context.atlas.declares("owner", owner):
                yield Hit(
                    touchpoint.at("raci", *roles[needless[0]]),
                    entity=touchpoint,
                    touchpoint=touchpoint,
                    owner=context.atlas.named("owner", owner),
                    roles=tuple(roles),
                    hint=said("Take it out of `{needless}`: the other role says more.", needless=tuple(needless)),
                    related=[
                        (touchpoint.at("raci", *route), said("The other role."))
                        for role, route in roles.items()
                        if role != needless[0]
                    ],
                )


def _needless(roles: list[str]) -> list[str]:
    """Return the roles to give up, given all that somebody holds from the strongest to the weakest."""
    kept = 2 if roles[:2] == ["accountable", "responsible"] else 1
    return roles[kept:]
