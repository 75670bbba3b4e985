"""Somebody else sees a customer on to the next touchpoint, or under other terms.

Why: between two touchpoints customers are lost most easily. Who sees to it, when it happens and how soon the next one
is promised has to be known on both sides.

Before:
  owners: {stores: {kind: team}, logistics: {kind: team}}
  stages: {purchase: , delivery: }
  touchpoints:
    store-till: {stage: purchase, channel: store}
    home-delivery: {stage: delivery, channel: home}
  transitions:
    - {from: store-till, to: home-delivery, owner: stores, within: 5d}

After:
  owners: {stores: {kind: team}, logistics: {kind: team}}
  stages: {purchase: , delivery: }
  touchpoints:
    store-till: {stage: purchase, channel: store}
    home-delivery: {stage: delivery, channel: home}
  transitions:
    - {from: store-till, to: home-delivery, owner: logistics, within: 2d}

Note: another owner and another promise are disruptive; what makes customers go that way, how many of them do and
whether it leads on, back or out of trouble is notable. It is notable, too, where not both touchpoints are live, before
or after. What is handed over is `carries-changed`.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import is_pair_of_ways_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import value_of
from cxmap.message import Value, said
from cxmap.turns import Turn, one

_FIELDS = {"transition": ("owner", "within", "when", "kind", "share")}


@change(Grade.DISRUPTIVE, "The hand-over {entity} is another.", fields=_FIELDS)
def handover_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the transitions with another owner, promise, condition, kind or share."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = value_of(pair.before.value, field), value_of(pair.after.value, field)
        usual = Grade.DISRUPTIVE if field in ("owner", "within") else Grade.NOTABLE
        yield Seen(
            pair.after,
            field=field,
            before=before,
            after=after,
            message=_TURNS[field].of(pair, *_shown(comparison, pair, field)),
            weight=weigh(usual, live=is_pair_of_ways_live(comparison, pair)),
        )


def _shown(comparison: Comparison, pair: Pair, field: str) -> tuple[Value | None, Value | None]:
    before, after = value_of(pair.before.value, field), value_of(pair.after.value, field)
    if field == "owner":
        return one(comparison.base, "owner", before), one(comparison.head, "owner", after)
    if field == "share":
        return _percent(before), _percent(after)
    return before, after


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share * 100:.4g}%"


_TURNS = {
    "owner": Turn(
        said("Transition {entity} is now seen to by {after} instead of {before}."),
        said("Transition {entity} is now seen to by {after}, and was by nobody before."),
        said("Transition {entity} is no longer seen to by {before}, nor by anybody else."),
    ),
    "within": Turn(
        said("Transition {entity} is now promised within {after} instead of {before}."),
        said("Transition {entity} is now promised within {after}."),
        said("Transition {entity} is no longer promised within {before}, nor within any other time."),
    ),
    "when": Turn(
        said('What makes customers take transition {entity} is now "{after}" instead of "{before}".'),
        said('What makes customers take transition {entity} is now "{after}".'),
        said('It is no longer said what makes customers take transition {entity}. Before it was "{before}".'),
    ),
    "kind": Turn(
        said("Transition {entity} is now of the kind `{after}` instead of `{before}`."),
        said("Transition {entity} is now of the kind `{after}`."),
        said("Transition {entity} is no longer of the kind `{before}`."),
    ),
    "share": Turn(
        said("Transition {entity} is now expected to be taken by {after} of the customers instead of {before}."),
        said("Transition {entity} is now expected to be taken by {after} of the customers."),
        said("It is no longer said how many customers take transition {entity}. Before it was {before}."),
    ),
}
