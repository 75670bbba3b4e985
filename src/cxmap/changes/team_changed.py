"""Another team looks after a touchpoint, or other people belong to an owner.

Why: a touchpoint gets better because one team keeps looking at it from the customer's side. When the people change,
what they know about their customers has to be handed over.

Before:
  owners: {checkout-team: {kind: team}, web-team: {kind: team}}
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      team: web-team

After:
  owners: {checkout-team: {kind: team}, web-team: {kind: team}}
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      team: checkout-team

Note: another touchpoint team and other members are disruptive; what an owner is part of is notable, and so is the team
of a touchpoint that is planned or retired, before and after.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import is_live, weigh
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn, listed, one

_ONE = {"touchpoint": ("team",), "owner": ("part_of",)}
_FIELDS = {"touchpoint": ("team",), "owner": ("members", "part_of")}


@change(Grade.DISRUPTIVE, "{entity} has another team.", fields=_FIELDS)
def team_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints with another team, and the owners with other members or above them."""
    for pair, field in comparison.pairs(_ONE):
        before, after = getattr(pair.before.value, field), getattr(pair.after.value, field)
        live = pair.after.kind == "owner" or is_live(pair.before, pair.after)
        yield Seen(
            pair.after,
            field=field,
            before=before,
            after=after,
            message=_TURNS[field].of(pair, one(comparison.base, "owner", before), one(comparison.head, "owner", after)),
            weight=weigh(Grade.DISRUPTIVE if field == "team" else Grade.NOTABLE, live=live),
        )
    for pair, field in comparison.pairs({"owner": ("members",)}):
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.members,
            after=pair.after.value.members,
            message=_TURNS[field].of(pair, *listed(comparison, pair, field, "owner")),
        )


_TURNS = {
    "team": Turn(
        said("{after} is now the touchpoint team of {entity} instead of {before}."),
        said("{after} is now the touchpoint team of {entity}, which had none."),
        said("{before} is no longer the touchpoint team of {entity}, which has none now."),
    ),
    "part_of": Turn(
        said("{entity} is now part of {after} instead of {before}."),
        said("{entity} is now part of {after}."),
        said("{entity} is no longer part of {before}."),
    ),
    "members": Turn(
        said("{entity} now counts {gained} among its members, and no longer {lost}."),
        said("{entity} now counts {gained} among its members."),
        said("{entity} no longer counts {lost} among its members."),
    ),
}
