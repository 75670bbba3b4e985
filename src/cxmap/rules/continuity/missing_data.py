"""A touchpoint needs something the customer has told us, and on some way to it that is not known.

Why: the customer has to repeat it, or the touchpoint works without it and gets it wrong. Either way a hand-over between
two teams has failed.

Flagged:
    stages: {deliver: }
    data: {access-notes: }
    touchpoints:
      checkout: {stage: deliver, channel: web, entry: true, captures: [access-notes]}
      choose-day: {stage: deliver, channel: web}
      delivery: {stage: deliver, channel: home, exit: true, needs: [access-notes]}
    transitions:
      - {from: checkout, to: choose-day, carries: []}
      - {from: choose-day, to: delivery}

Clean:
    stages: {deliver: }
    data: {access-notes: }
    touchpoints:
      checkout: {stage: deliver, channel: web, entry: true, captures: [access-notes]}
      choose-day: {stage: deliver, channel: web}
      delivery: {stage: deliver, channel: home, exit: true, needs: [access-notes]}
    transitions:
      - {from: checkout, to: choose-day, carries: [access-notes]}
      - {from: choose-day, to: delivery}

Note: known is what was asked for on the way, if every transition since carries it, what the touchpoint asks for itself,
and what a system holds that it uses; what a system holds is known at that touchpoint only. There is one finding for
each datum and cause: the transition that dropped it, the nearest where there are several, or that it was never asked
for.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.findings import Severity
from cxmap.graph.gaps import Gap
from cxmap.message import Message, said
from cxmap.model.touchpoint import Touchpoint
from cxmap.rule import Context, Hit, Somewhere, rule

_MOST_LISTED = 20


@rule(
    Severity.ERROR,
    "Transition {transition} does not hand over {datum}, which touchpoint {touchpoint} needs.",
    absence=True,
)
def missing_data(context: Context) -> Iterator[Hit]:
    """Yield what is needed but not known on some way, at the transition that dropped it or where it is needed."""
    atlas = context.atlas
    captured = {datum for placed in atlas.touchpoints.values() for datum in placed.value.captures}
    for gap in context.flow.gaps():
        datum = atlas.data[gap.datum]
        if gap.dropped_by is not None:
            yield Hit(
                gap.dropped_by.at("carries"),
                entity=gap.dropped_by,
                transition=gap.dropped_by,
                datum=datum,
                touchpoint=gap.touchpoint,
                hint=_hint(gap, held=bool(datum.value.held_in)),
                related=_related(atlas, gap),
            )
            continue
        if not gap.way:
            message = said(
                "Touchpoint {touchpoint} needs {datum}, which is not known on every way to it.",
                touchpoint=gap.touchpoint.named,
                datum=datum.named,
            )
        elif gap.datum in captured:
            message = said(
                "Touchpoint {touchpoint} needs {datum}, and on some way to it nobody asks for that.",
                touchpoint=gap.touchpoint.named,
                datum=datum.named,
            )
        else:
            message = said(
                "Touchpoint {touchpoint} needs {datum}, and no touchpoint asks for that.",
                touchpoint=gap.touchpoint.named,
                datum=datum.named,
            )
        yield Hit(
            _needed_at(gap.touchpoint, gap.datum),
            entity=gap.touchpoint,
            message=message,
            hint=_hint(gap, held=bool(datum.value.held_in)),
            related=_related(atlas, gap),
        )


def _hint(gap: Gap, *, held: bool) -> Message:
    if gap.dropped_by is not None:
        return said("Add `{datum}` to its `carries`.", datum=gap.datum)
    if held:
        return said("Ask for it on the way, or add a system that holds it to the touchpoint's `systems`.")
    return said("Ask for it on the way: add it to the `captures` of a touchpoint.")


def _related(atlas: Atlas, gap: Gap) -> Iterator[tuple[Somewhere, Message]]:
    way = tuple(atlas.named("touchpoint", name) for name in gap.way)
    if gap.dropped_by is not None:
        spot = _needed_at(gap.touchpoint, gap.datum)
        yield (spot, said("It is needed here, on the way {way:way}.", way=way) if way else said("It is needed here."))
    elif way and gap.way[0] in atlas.touchpoints:
        yield (atlas.touchpoints[gap.way[0]], said("The way begins here: {way:way}.", way=way))
    for touchpoint in gap.also[:_MOST_LISTED]:
        yield (_needed_at(touchpoint, gap.datum), said("{touchpoint} needs it too.", touchpoint=touchpoint.named))


def _needed_at(touchpoint: Placed[Touchpoint], datum: str) -> Somewhere:
    return touchpoint.at("needs", touchpoint.value.needs.index(datum))
