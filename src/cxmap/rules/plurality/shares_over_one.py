"""The shares leaving a touchpoint, or those of all personas, add up to more than 1.

Why: more customers cannot leave than are there. One of the shares is wrong, and staff, stock and money are planned for
customers who do not exist, while others wait.

Flagged:
    stages: {buy: }
    touchpoints:
      product-page: {stage: buy, channel: web, entry: true}
      basket: {stage: buy, channel: web, exit: true}
      store-visit: {stage: buy, channel: store, exit: true}
    transitions:
      - {from: product-page, to: basket, share: 0.7}
      - {from: product-page, to: store-visit, share: 0.5}

Clean:
    stages: {buy: }
    touchpoints:
      product-page: {stage: buy, channel: web, entry: true}
      basket: {stage: buy, channel: web, exit: true}
      store-visit: {stage: buy, channel: store, exit: true}
    transitions:
      - {from: product-page, to: basket, share: 0.7}
      - {from: product-page, to: store-visit, share: 0.2}

Note: less than 1 is fine, the others leave. Transitions to retired touchpoints do not count, and those to planned ones
only where they start at a planned one, because today nobody goes there.
"""

from collections.abc import Iterable, Iterator
from math import fsum

from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.model.people import Persona
from cxmap.model.transition import Transition
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "The shares leaving touchpoint {touchpoint} add up to {total}, which is more than 1.")
def shares_over_one(context: Context) -> Iterator[Hit]:
    """Yield every touchpoint with too large shares, and the personas as a whole."""
    for name, transitions in _leaving(context).items():
        total = fsum(transition.value.share or 0 for transition in transitions)
        if total > _WHOLE and name in context.atlas.touchpoints:
            touchpoint = context.atlas.touchpoints[name]
            yield Hit(
                touchpoint,
                touchpoint=touchpoint,
                total=round(total, 9),
                hint=_HINT,
                related=_shares(transitions),
            )
    personas = [persona for persona in context.atlas.personas.values() if persona.value.share]
    total = fsum(persona.value.share or 0 for persona in personas)
    if total > _WHOLE:
        largest, *others = sorted(personas, key=lambda persona: (-(persona.value.share or 0), persona.id))
        yield Hit(
            largest.at("share"),
            entity=largest,
            message=said("The shares of the personas add up to {total}, which is more than 1.", total=round(total, 9)),
            hint=_HINT,
            related=_shares(others),
        )


_WHOLE = 1 + 1e-9  # 0.1 + 0.2 + 0.7 is not quite 1 for a computer
_HINT = said("A share is a part of all who are there: 0.25 is one customer in four.")
_MOST_SHOWN = 20


def _leaving(context: Context) -> dict[str, list[Placed[Transition]]]:
    """Return the transitions with a share by the touchpoint they leave, as far as customers can go them."""
    leaving: dict[str, list[Placed[Transition]]] = {}
    for transition in context.atlas.transitions.values():
        start = context.atlas.touchpoints.get(transition.value.from_)
        end = context.atlas.touchpoints.get(transition.value.to)
        if not transition.value.share or start is None or start.value.status == "retired":
            continue
        if end is None or end.value.status in ("live", start.value.status):
            leaving.setdefault(start.id, []).append(transition)
    return leaving


def _shares(placed: Iterable[Placed[Transition] | Placed[Persona]]) -> list[tuple[Spot, Message]]:
    shares = sorted(placed, key=lambda one: (-(one.value.share or 0), one.id))
    return [(one.at("share"), said("A share of {share}.", share=one.value.share or 0)) for one in shares[:_MOST_SHOWN]]
