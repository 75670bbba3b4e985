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

import hashlib
from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.likeness import Kind, Label, Pair, shipped
from cxmap.message import Message, said
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "The names of touchpoints {touchpoint} and {other} are {likeness} % alike.")
def similar_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield every pair of touchpoints that are nearly alike, at the one that comes last by id."""
    places = context.labels
    for pair in _pairs(context, list(places)):
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


def _pairs(context: Context, known: list[Label]) -> Iterator[Pair]:
    """Yield all pairs that are alike. To find them is the dearest work of all rules, so they are remembered."""
    rules = context.settings.config.rules

    def search() -> list[tuple[int, int, int]]:
        # Loaded only when something has to be searched for: a small map is checked before this has been read.
        from cxmap.likeness.near import similar  # noqa: PLC0415

        position = {label: number for number, label in enumerate(known)}
        found = similar(known, rules.limits.similarity, shipped().with_groups(rules.glossary))
        return [(pair.likeness, position[pair.first], position[pair.second]) for pair in found]

    parts = (str(rules.limits.similarity), *(word for group in rules.glossary for word in (*group, "")))
    question = "\0".join((*parts, *(part for label in known for part in label)))
    digest = hashlib.sha256(question.encode("utf-8", "surrogatepass")).digest()
    for likeness, first, second in context.remembered("similar-touchpoint", digest, search):
        yield Pair(likeness, known[first], known[second])


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
