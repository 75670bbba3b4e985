"""A moment of pain from which no transition of kind `recovery` leads on.

Why: it is known that this hurts the customer, and nothing on the map says how it is put right. A mishap that is mended
well is forgiven; one that is passed over is remembered.

Flagged:
    stages: {deliver: }
    touchpoints:
      tracking: {stage: deliver, channel: web, entry: true}
      nobody-in: {stage: deliver, channel: home, moment: pain}
      handed-over: {stage: deliver, channel: home, exit: true}
    transitions:
      - {from: tracking, to: handed-over}
      - {from: tracking, to: nobody-in}
      - {from: nobody-in, to: tracking}

Clean:
    stages: {deliver: }
    touchpoints:
      tracking: {stage: deliver, channel: web, entry: true}
      nobody-in: {stage: deliver, channel: home, moment: pain}
      handed-over: {stage: deliver, channel: home, exit: true}
    transitions:
      - {from: tracking, to: handed-over}
      - {from: tracking, to: nobody-in}
      - {from: nobody-in, to: tracking, kind: recovery}

Note: a moment of pain that is an orphan or a dead end is reported as that only, and a `retired` one not at all.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Touchpoint {touchpoint} is a moment of pain, and no transition of kind `recovery` leads on from it.",
    absence=True,
)
def unrecovered_pain(context: Context) -> Iterator[Hit]:
    """Yield every moment of pain without recovery."""
    atlas, flow = context.atlas, context.flow
    recovered = {
        transition.value.from_
        for transition in atlas.transitions.values()
        if transition.value.kind == "recovery" or atlas.unread(transition, "kind")
    }
    reported = {touchpoint.id for touchpoint in (*flow.orphans(), *flow.dead_ends())}
    for name, touchpoint in atlas.touchpoints.items():
        value = touchpoint.value
        if value.moment == "pain" and value.status != "retired" and name not in recovered and name not in reported:
            yield Hit(
                touchpoint.at("moment"),
                entity=touchpoint,
                touchpoint=touchpoint,
                hint=said("Write `kind: recovery` at the transition that puts it right, or add one."),
            )
