"""Two touchpoints with the same name, alias or translated name.

Why: people mean one moment and plan for two, or mean two and mix them up. The customer meets one company, and hears two
stories about the same step.

Flagged:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web, name: The checkout}
      web-checkout: {stage: buy, channel: web, name: Check-out}

Clean:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web, name: Checkout on the web}
      till: {stage: buy, channel: store, name: Checkout in the store}

Note: names are compared without case, accents, punctuation, word order and words such as "the", in all languages in
which they are written, and aliases like names. Codes of countries and languages count: "Checkout DE" is not "Checkout
ES". A touchpoint without a name goes by its id. Retired touchpoints are left out.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.likeness import Kind, duplicates
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "Touchpoints {touchpoint} and {other} have the same name.")
def duplicate_touchpoint(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint that is called what another one is called, which comes first by id."""
    touchpoints, places = context.atlas.touchpoints, context.labels
    for group in duplicates(places):
        first, *others = group.labels
        touchpoint = touchpoints[first.owner]
        for label in others:
            other = touchpoints[label.owner]
            message = said(
                "Touchpoints {touchpoint} and {other} are both called {text}.",
                touchpoint=touchpoint.named,
                other=other.named,
                text=label.text,
            )
            yield Hit(
                other.at(*places[label]) if places[label] else other,
                entity=other,
                touchpoint=touchpoint,
                other=other,
                message=None if label.kind is first.kind is Kind.NAME else message,
                hint=said("If they are one moment, make them one; if not, give each a name that tells them apart."),
                related=[
                    (touchpoint.at(*places[first]) if places[first] else touchpoint, said("The other one is here."))
                ],
            )
