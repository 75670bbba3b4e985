"""Somebody else answers for it, does the work, is consulted or is informed.

Why: customers feel it when the one team has let go and the other does not know yet that it is theirs. Both have to have
talked before it happens.

Before:
  owners: {digital: {kind: team}, payments: {kind: team}}
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      raci: {accountable: payments}

After:
  owners: {digital: {kind: team}, payments: {kind: team}}
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      raci: {accountable: digital}

Note: each role is a change of its own. Another accountable or responsible owner of a touchpoint is disruptive, and so
is another owner of a journey or a system; who is consulted or informed, and who owns an opportunity or a change record,
is notable. So is all of it where no customer comes, as to a touchpoint that is planned or retired, before and after.
Whoever is accountable is responsible too where nobody else is: to write it down changes nothing, and when the
accountable owner changes that is one change. Who sees to a transition is `handover-changed`.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import is_live, is_pair_of_journeys_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Named, said
from cxmap.model.touchpoint import Raci
from cxmap.turns import Turn, named, one

_OWNED = {"journey": ("owner",), "system": ("owner",), "opportunity": ("owner",), "change": ("owner",)}
_FIELDS = {"touchpoint": ("raci",), **_OWNED}


@change(Grade.DISRUPTIVE, "{entity} has other owners.", fields=_FIELDS)
def reowned(comparison: Comparison) -> Iterator[Seen]:
    """Yield every role of a touchpoint that others hold, and the other things with another owner."""
    for pair, field in comparison.pairs({"touchpoint": ("raci",)}):
        lists = (seen for role in ("responsible", "consulted", "informed") for seen in _listed(comparison, pair, role))
        roles = (*_accountable(comparison, pair), *lists)
        # Old ids of owners that have new ones can differ in a way that no single role tells.
        yield from roles or (Seen(pair.after, field=field, before=pair.before.value.raci, after=pair.after.value.raci),)
    for pair, field in comparison.pairs(_OWNED):
        before, after = pair.before.value.owner, pair.after.value.owner
        shown = (one(comparison.base, "owner", before), one(comparison.head, "owner", after))
        yield Seen(
            pair.after,
            field=field,
            before=before,
            after=after,
            message=_TURNS[pair.after.kind].of(pair, *shown),
            weight=_weight(comparison, pair),
        )


def _weight(comparison: Comparison, pair: Pair) -> Weight:
    if pair.after.kind == "journey":
        return weigh(Grade.DISRUPTIVE, live=is_pair_of_journeys_live(comparison, pair))
    return weigh(Grade.DISRUPTIVE if pair.after.kind == "system" else Grade.NOTABLE)


def _accountable(comparison: Comparison, pair: Pair) -> Iterator[Seen]:
    old, now, new = (raci.accountable for raci in _racis(pair))
    if new not in (old, now):
        shown = (one(comparison.base, "owner", old), one(comparison.head, "owner", new))
        yield Seen(
            pair.after,
            field="raci.accountable",
            before=old,
            after=new,
            message=_TURNS["accountable"].of(pair, *shown),
            weight=weigh(Grade.DISRUPTIVE, live=is_live(pair.before, pair.after)),
        )


def _listed(comparison: Comparison, pair: Pair, role: str) -> Iterator[Seen]:
    old, _, new = _racis(pair)
    lost, gained = _lost_and_gained(comparison, pair, role)
    if (lost or gained) and (role != "responsible" or old.responsible or new.responsible):
        yield Seen(
            pair.after,
            field=f"raci.{role}",
            before=getattr(old, role),
            after=getattr(new, role),
            message=_TURNS[role].of(pair, lost, gained),
            weight=weigh(
                Grade.DISRUPTIVE if role == "responsible" else Grade.NOTABLE, live=is_live(pair.before, pair.after)
            ),
        )


def _lost_and_gained(comparison: Comparison, pair: Pair, role: str) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    old, now, new = (_holders(raci, role) for raci in _racis(pair))
    lost = tuple(dict.fromkeys(was for was, called in zip(old, now, strict=True) if not {was, called} & {*new}))
    gained = tuple(dict.fromkeys(owner for owner in new if owner not in now and owner not in old))
    return named(comparison.base, "owner", lost), named(comparison.head, "owner", gained)


def _racis(pair: Pair) -> tuple[Raci, Raci, Raci]:
    """Return the roles before, before with the ids of now, and now."""
    old, now, new = (placed.raci or _NOBODY for placed in (pair.before.value, pair.value, pair.after.value))
    return old, now, new


def _holders(raci: Raci, role: str) -> tuple[str, ...]:
    """Return who holds a role: the accountable owner is responsible too where nobody else is."""
    held: tuple[str, ...] = getattr(raci, role)
    return (raci.accountable,) if role == "responsible" and not held and raci.accountable else held


_NOBODY = Raci.model_validate({})

_TURNS = {
    "accountable": Turn(
        said("{after} is now accountable for {entity} instead of {before}."),
        said("{after} is now accountable for {entity}, and nobody was before."),
        said("{before} is no longer accountable for {entity}, nor is anybody else."),
    ),
    "responsible": Turn(
        said("{entity} now counts {gained} among those responsible, and no longer {lost}."),
        said("{entity} now counts {gained} among those responsible."),
        said("{entity} no longer counts {lost} among those responsible."),
    ),
    "consulted": Turn(
        said("{entity} now counts {gained} among those to consult, and no longer {lost}."),
        said("{entity} now counts {gained} among those to consult."),
        said("{entity} no longer counts {lost} among those to consult."),
    ),
    "informed": Turn(
        said("{entity} now counts {gained} among those to inform, and no longer {lost}."),
        said("{entity} now counts {gained} among those to inform."),
        said("{entity} no longer counts {lost} among those to inform."),
    ),
    "journey": Turn(
        said("{after} is now accountable for the whole of {entity} instead of {before}."),
        said("{after} is now accountable for the whole of {entity}, and nobody was before."),
        said("{before} is no longer accountable for the whole of {entity}, nor is anybody else."),
    ),
    "system": Turn(
        said("{after} now looks after {entity} instead of {before}."),
        said("{after} now looks after {entity}, and nobody did before."),
        said("{before} no longer looks after {entity}, nor does anybody else."),
    ),
    "opportunity": Turn(
        said("{after} now drives the opportunity {entity} instead of {before}."),
        said("{after} now drives the opportunity {entity}, and nobody did before."),
        said("{before} no longer drives the opportunity {entity}, nor does anybody else."),
    ),
    "change": Turn(
        said("{after} now owns the change {entity} instead of {before}."),
        said("{after} now owns the change {entity}, and nobody did before."),
        said("{before} no longer owns the change {entity}, nor does anybody else."),
    ),
}
