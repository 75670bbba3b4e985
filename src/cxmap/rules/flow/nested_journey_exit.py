"""A nested journey can end where the journey around it cannot go on.

Why: the inner journey is described once and used in several places. Where one of its ends leads nowhere, customers
who finish it that way fall out of the larger journey.

Flagged:
    stages: {deliver: , use: }
    touchpoints:
      tracking: {stage: deliver, channel: web}
      handed-over: {stage: deliver, channel: home}
      nobody-in: {stage: deliver, channel: home}
      assembly: {stage: use, channel: home}
    transitions:
      - {from: tracking, to: handed-over}
      - {from: tracking, to: nobody-in}
      - {from: handed-over, to: assembly}
    journeys:
      receive: {steps: [tracking, any_of: [handed-over, nobody-in]]}
      furnish: {steps: [{journey: receive}, assembly]}

Clean:
    stages: {deliver: , use: }
    touchpoints:
      tracking: {stage: deliver, channel: web}
      handed-over: {stage: deliver, channel: home}
      nobody-in: {stage: deliver, channel: home}
      assembly: {stage: use, channel: home}
    transitions:
      - {from: tracking, to: handed-over}
      - {from: tracking, to: nobody-in}
      - {from: nobody-in, to: handed-over, kind: recovery}
      - {from: handed-over, to: assembly}
    journeys:
      receive: {steps: [tracking, {touchpoint: nobody-in, optional: true}, handed-over]}
      furnish: {steps: [{journey: receive}, assembly]}

Note: an end is fine if a transition leads from it to any step that may come next, or if only optional steps follow, so
that the larger journey may end there too.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.graph.steps import LostEnd
from cxmap.message import said
from cxmap.rule import Context, Hit, rule

_MOST_LISTED = 20


@rule(
    Severity.ERROR,
    "Journey {inner} can end at {ends}, but no transition leads on from there to {onwards}, as journey {journey} does.",
    absence=True,
)
def nested_journey_exit(context: Context) -> Iterator[Hit]:
    """Yield every nested journey with an end that leads nowhere, once for all journeys that go on alike."""
    atlas = context.atlas
    lost: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[LostEnd]] = {}
    for name in sorted(atlas.journeys):
        for end in context.flow.steps.lost_ends(name):
            lost.setdefault((end.inner, end.ends, end.onwards), []).append(end)
    for first, *others in lost.values():
        inner = atlas.journeys[first.inner]
        yield Hit(
            first.outer.at("steps", first.step, "journey"),
            entity=first.outer,
            inner=inner,
            ends=tuple(atlas.named("touchpoint", name) for name in first.ends),
            onwards=tuple(atlas.named("touchpoint", name) for name in first.onwards),
            journey=first.outer,
            hint=said("Add the transition, or let {inner} end elsewhere.", inner=inner.named),
            related=[
                (inner, said("{journey} is declared here.", journey=inner.named)),
                *(
                    (
                        other.outer.at("steps", other.step, "journey"),
                        said("Journey {journey} goes on in the same way.", journey=other.outer.named),
                    )
                    for other in others[:_MOST_LISTED]
                ),
            ],
        )
