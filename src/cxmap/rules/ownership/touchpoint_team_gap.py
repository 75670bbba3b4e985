"""A function that answers for a touchpoint or does its work has nobody in the touchpoint's team.

Why: the team decides what the customer meets there. Where it decides without those who have to deliver, the promise on
the screen and what happens at the door are two different things.

Flagged:
    stages: {buy: }
    owners:
      digital: {kind: team, function: digital, lead: Ann}
      payments: {kind: team, function: finance, lead: Ben}
      ann-lee: {kind: person, function: digital}
      checkout-squad: {kind: team, members: [ann-lee]}
    touchpoints:
      checkout:
        stage: buy
        channel: web
        team: checkout-squad
        raci: {accountable: digital, responsible: [digital, payments]}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, function: digital, lead: Ann}
      payments: {kind: team, function: finance, lead: Ben}
      ann-lee: {kind: person, function: digital}
      ben-roy: {kind: person, part_of: payments}
      checkout-squad: {kind: team, members: [ann-lee, ben-roy]}
    touchpoints:
      checkout:
        stage: buy
        channel: web
        team: checkout-squad
        raci: {accountable: digital, responsible: [digital, payments]}

Note: a team has its own function, those of everybody who belongs to it by `members` or `part_of`, and those of the
teams these people come from. Owners without a `function`, and teams of which no function is known, are left alone.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.graph.organisation import function_key
from cxmap.message import said
from cxmap.model.touchpoint import Touchpoint
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Team {team} looks after touchpoint {touchpoint} without anybody from {function}, the function of {owner}.",
    absence=True,
)
def touchpoint_team_gap(context: Context) -> Iterator[Hit]:
    """Yield every function of a touchpoint that is missing in its team."""
    for name, touchpoints in _by_team(context).items():
        around = context.organisation.around(name)
        functions = context.organisation.functions(around)
        if functions and not any(f"owner:{owner}" in context.atlas.partial for owner in around):
            for touchpoint in touchpoints:
                yield from _gaps(context, touchpoint, functions)


def _by_team(context: Context) -> dict[str, list[Placed[Touchpoint]]]:
    teams: dict[str, list[Placed[Touchpoint]]] = {}
    for touchpoint in context.atlas.touchpoints.values():
        team = context.atlas.owners.get(touchpoint.value.team or "")
        if team and team.value.status == "active" and touchpoint.value.raci and touchpoint.value.status != "retired":
            teams.setdefault(team.id, []).append(touchpoint)
    return teams


def _gaps(context: Context, touchpoint: Placed[Touchpoint], functions: set[str]) -> Iterator[Hit]:
    team = context.atlas.owners[touchpoint.value.team or ""]
    missing = set()
    for route, name in touchpoint.value.raci.held() if touchpoint.value.raci else ():
        owner = context.atlas.owners.get(name)
        if route[0] not in ("accountable", "responsible") or owner is None or owner.value.status == "retired":
            continue
        function = owner.value.function or ""
        key = function_key(function)
        if key and key not in functions and key not in missing:
            missing.add(key)
            yield Hit(
                touchpoint.at("raci", *route),
                entity=touchpoint,
                touchpoint=touchpoint,
                function=function,
                owner=owner,
                team=team,
                hint=said(
                    "Add somebody from {function} to the `members` of {team}.", function=function, team=team.named
                ),
                related=[(team, said("The team."))],
            )
