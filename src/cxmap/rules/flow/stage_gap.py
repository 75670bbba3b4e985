"""A stage without touchpoints, or an ideal journey that jumps over a stage.

Why: a stage that nobody has drawn is one in which customers are left alone. A journey that jumps over it takes for
granted what happens there.

Flagged:
    stages: {browse: , choose: , buy: }
    touchpoints:
      catalogue: {stage: browse, channel: web}
      adviser: {stage: choose, channel: store, entry: true, exit: true}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: catalogue, to: checkout}
      - {from: adviser, to: checkout}
    journeys:
      buy-online: {steps: [catalogue, checkout]}

Clean:
    stages: {browse: , choose: , buy: }
    touchpoints:
      catalogue: {stage: browse, channel: web}
      adviser: {stage: choose, channel: store}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: catalogue, to: adviser}
      - {from: adviser, to: checkout}
    journeys:
      buy-online: {steps: [catalogue, adviser, checkout]}

Note: a journey is judged between the stages where it begins and ends, so a part of a larger journey needs not visit all
of them. A journey of kind `current` may have gaps: it shows how things are. Retired touchpoints do not fill a stage.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "Stage {stage} has no touchpoints.", absence=True)
def stage_gap(context: Context) -> Iterator[Hit]:
    """Yield every empty stage, then every ideal journey with a gap, at the step that jumps first."""
    atlas = context.atlas
    filled = {placed.value.stage for placed in atlas.touchpoints.values() if placed.value.status != "retired"}
    if filled:
        for name, stage in atlas.stages.items():
            if name not in filled and name not in atlas.meant("stage"):
                yield Hit(
                    stage,
                    stage=stage,
                    hint=said("Declare the touchpoints in which customers meet you there, or take the stage out."),
                )
    for jump in sorted(context.flow.jumps(), key=lambda jump: jump.journey.id):
        if jump.journey.value.kind == "ideal":
            yield Hit(
                jump.journey.at("steps", jump.then),
                entity=jump.journey,
                message=said(
                    "Journey {journey} jumps over {stages}.",
                    journey=jump.journey.named,
                    stages=tuple(atlas.named("stage", name) for name in jump.skipped),
                ),
                hint=said(
                    "Add the step in which customers go through it, or write `kind: current` if this is how it is."
                ),
            )
