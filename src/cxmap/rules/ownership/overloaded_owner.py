"""An owner is accountable for far more touchpoints than anybody else.

Why: nobody can look after thirty moments at once. The customers at most of them have an owner on paper only, and every
change waits for the same few people.

Flagged:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      stores: {kind: team, lead: Ben}
      logistics: {kind: team, lead: Cleo}
      contact-centre: {kind: team, lead: Dina}
    touchpoints:
      home-page: {stage: buy, channel: web, raci: {accountable: digital}}
      search: {stage: buy, channel: web, raci: {accountable: digital}}
      product-page: {stage: buy, channel: web, raci: {accountable: digital}}
      size-guide: {stage: buy, channel: web, raci: {accountable: digital}}
      wish-list: {stage: buy, channel: web, raci: {accountable: digital}}
      basket: {stage: buy, channel: web, raci: {accountable: digital}}
      checkout: {stage: buy, channel: web, raci: {accountable: digital}}
      payment: {stage: buy, channel: web, raci: {accountable: digital}}
      order-mail: {stage: buy, channel: email, raci: {accountable: digital}}
      account: {stage: buy, channel: web, raci: {accountable: digital}}
      store-visit: {stage: buy, channel: store, raci: {accountable: stores}}
      home-delivery: {stage: buy, channel: home, raci: {accountable: logistics}}
      hotline: {stage: buy, channel: phone, raci: {accountable: contact-centre}}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, lead: Ann}
      stores: {kind: team, lead: Ben}
      logistics: {kind: team, lead: Cleo}
      contact-centre: {kind: team, lead: Dina}
    touchpoints:
      product-page: {stage: buy, channel: web, raci: {accountable: digital}}
      basket: {stage: buy, channel: web, raci: {accountable: digital}}
      checkout: {stage: buy, channel: web, raci: {accountable: digital}}
      store-visit: {stage: buy, channel: store, raci: {accountable: stores}}
      home-delivery: {stage: buy, channel: home, raci: {accountable: logistics}}
      hotline: {stage: buy, channel: phone, raci: {accountable: contact-centre}}

Note: far more means at least ten touchpoints, at least twice the median of the other owners, and more than their third
quartile plus one and a half times the distance between their quartiles (Tukey, Exploratory Data Analysis, 1977).
Only owners who are accountable for something count, there must be three others to compare with, and retired
touchpoints are left out.
"""

from collections import Counter
from collections.abc import Iterator
from statistics import quantiles
from typing import NamedTuple

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.INFO,
    "Owner {owner} is accountable for {number} touchpoints; half of the other owners have no more than {usual}.",
)
def overloaded_owner(context: Context) -> Iterator[Hit]:
    """Yield every owner whose number of touchpoints is an outlier."""
    counts = Counter(
        raci.accountable
        for touchpoint in context.atlas.touchpoints.values()
        if (raci := touchpoint.value.raci) and raci.accountable and touchpoint.value.status != "retired"
    )
    numbers = {owner: number for owner, number in counts.items() if owner in context.atlas.owners}
    usual = _usual(list(numbers.values()))
    for owner, number in numbers.items():
        if number in usual and number > usual[number].fence and number >= 2 * usual[number].median:
            yield Hit(
                context.atlas.owners[owner],
                owner=context.atlas.owners[owner],
                number=number,
                usual=int(usual[number].median),
                hint=said("Whoever does the work at some of them could answer for it: look at `responsible` there."),
            )


_LEAST = 10
_FEWEST_PEERS = 3


class _Usual(NamedTuple):
    """What is usual among the other owners."""

    median: float
    fence: float


def _usual(numbers: list[int]) -> dict[int, _Usual]:
    """Return for every number worth looking at what is usual without it."""
    usual = {}
    for number in {number for number in numbers if number >= _LEAST and len(numbers) > _FEWEST_PEERS}:
        peers = numbers.copy()
        peers.remove(number)
        first, median, third = quantiles(peers, n=4, method="inclusive")
        usual[number] = _Usual(median, third + 1.5 * (third - first))
    return usual
