"""Two touchpoints whose names or descriptions are nearly alike.

Why: either they are one moment that two teams wrote down, each in its own words, and the customer gets it twice; or
they are two, and whoever looks for one of them finds the other.

Flagged:
    stages: {buy: }
    touchpoints:
      track-parcel: {stage: buy, channel: web, name: Delivery tracking page}
      shipment: {stage: buy, channel: web, name: Tracking of shipments}

Clean:
    stages: {buy: }
    touchpoints:
      order-confirmation: {stage: buy, channel: email, name: Order confirmation}
      shipping-confirmation: {stage: buy, channel: email, name: Shipping confirmation}

Note: names and aliases are compared within a stage or a channel, in all their languages; descriptions everywhere. Words
that mean the same count as nearly the same word: add your company's own under `rules: {glossary: [[till, checkout]]}`
in `cxmap.yaml`. How alike is too alike is `rules: {limits: {similarity: 90}}`, in percent. Retired touchpoints are left
out.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.likeness import Kind, Pair, shipped
from cxmap.likeness.near import similar
from cxmap.likeness.touchpoints import labels
from cxmap.message import Message, said
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "The names of touchpoints {touchpoint} and {other} are {likeness} % alike.")
def similar_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield every pair of touchpoints that are nearly alike, at the one that comes last by id."""
    places = labels(context.atlas)
    rules = context.settings.config.rules
    for pair in similar(places, rules.limits.similarity, shipped().with_groups(rules.glossary)):
        touchpoint, other = (context.atlas.touchpoints[label.owner] for label in (pair.first, pair.second))
        first, last = places[pair.first], places[pair.second]
        sentence = _sentence(pair)
        texts = {"text": pair.first.text, "other_text": pair.second.text} if sentence is _OTHER_NAMES else {}
        yield Hit(
            other.at(*last) if last else other,
            entity=other,
            message=said(
                sentence.text, touchpoint=touchpoint.named, other=other.named, likeness=pair.likeness, **texts
            ),
            hint=said("If they are one moment, make them one; if not, say in the names what sets them apart."),
            related=[(touchpoint.at(*first) if first else touchpoint, said("The other one is here."))],
        )


def _sentence(pair: Pair) -> Message:
    kinds = {pair.first.kind, pair.second.kind}
    if kinds == {Kind.DESCRIPTION}:
        return _DESCRIPTIONS
    return _NAMES if kinds == {Kind.NAME} else _OTHER_NAMES


_NAMES = said("The names of touchpoints {touchpoint} and {other} are {likeness} % alike.")
_OTHER_NAMES = said(
    "Touchpoints {touchpoint} and {other} have names that are {likeness} % alike: {text} and {other_text}."
)
_DESCRIPTIONS = said("The descriptions of touchpoints {touchpoint} and {other} are {likeness} % alike.")
