"""Journeys that nest each other in a circle, or a journey that nests itself.

Why: such a journey has no beginning and no end, so nobody can walk it and no figure for the whole of it means anything.

Flagged:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      return-form: {stage: help, channel: web, exit: true}
    transitions:
      - {from: help-pages, to: return-form}
      - {from: return-form, to: help-pages}
    journeys:
      get-help: {steps: [help-pages, {journey: return-goods}]}
      return-goods: {steps: [return-form, {journey: get-help}]}

Clean:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      return-form: {stage: help, channel: web, exit: true}
    transitions:
      - {from: help-pages, to: return-form}
      - {from: return-form, to: help-pages}
    journeys:
      get-help: {steps: [help-pages, {journey: return-goods}]}
      return-goods: {steps: [return-form]}

Note: of journeys that are tangled up in several circles one circle is shown. That customers walk in circles is fine:
that is for transitions to say.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.journey import Journey
from cxmap.rule import Context, Hit, rule

_MOST_LISTED = 20


@rule(Severity.ERROR, "Journeys nest each other in a circle: {circle:way}.")
def nested_journey_loop(context: Context) -> Iterator[Hit]:
    """Yield a circle out of every group of journeys that nest each other, at the step that nests the second."""
    for names in context.flow.journeys.nesting_circles():
        circle = [context.atlas.journeys[name] for name in names]
        first, *others = circle
        nexts = [*others, first]
        yield Hit(
            _nesting(first, nexts[0]),
            entity=first,
            circle=tuple(journey.named for journey in (*circle, first)),
            message=None if others else said("Journey {journey} nests itself.", journey=first.named),
            hint=said("Take one of these steps out, or name its touchpoints instead of the journey."),
            related=[
                (
                    _nesting(outer, inner),
                    said("Journey {outer} nests journey {inner} here.", outer=outer.named, inner=inner.named),
                )
                for outer, inner in list(zip(others, nexts[1:], strict=True))[:_MOST_LISTED]
            ],
        )


def _nesting(outer: Placed[Journey], inner: Placed[Journey]) -> Spot:
    positions = (position for position, step in enumerate(outer.value.steps) if step.journey == inner.id)
    return outer.at("steps", next(positions), "journey")
