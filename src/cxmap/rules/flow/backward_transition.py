"""A transition that leads to an earlier stage and is not marked as going back or as recovery.

Why: sending customers back costs them time and patience. Where it is meant, the map should say so; where it is not,
the stages or the transition are wrong.

Flagged:
    stages: {browse: , buy: }
    touchpoints:
      catalogue: {stage: browse, channel: web, entry: true}
      basket: {stage: buy, channel: web, exit: true}
    transitions:
      - {from: catalogue, to: basket}
      - {from: basket, to: catalogue}

Clean:
    stages: {browse: , buy: }
    touchpoints:
      catalogue: {stage: browse, channel: web, entry: true}
      basket: {stage: buy, channel: web, exit: true}
    transitions:
      - {from: catalogue, to: basket}
      - {from: basket, to: catalogue, kind: back}

Note: stages come in the order in which they are written. Transitions from or to a `retired` touchpoint are left alone.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Transition {transition} leads back from {later} to {earlier} and is not marked `back` or `recovery`.",
    absent_field=("kind",),
)
def backward_transition(context: Context) -> Iterator[Hit]:
    """Yield every transition of kind `forward` to an earlier stage."""
    atlas, order = context.atlas, context.flow.stage_order
    for transition in atlas.transitions.values():
        before = atlas.touchpoints.get(transition.value.from_)
        after = atlas.touchpoints.get(transition.value.to)
        if transition.value.kind != "forward" or before is None or after is None:
            continue
        later, earlier = before.value.stage, after.value.stage
        if "retired" in (before.value.status, after.value.status) or later not in order or earlier not in order:
            continue
        if order[earlier] < order[later]:
            yield Hit(
                transition.at("to"),
                entity=transition,
                transition=transition,
                later=atlas.stages[later],
                earlier=atlas.stages[earlier],
                hint=said(
                    "Write `kind: back` if customers are meant to go back, or `kind: recovery` if this mends "
                    "something that went wrong."
                ),
            )
