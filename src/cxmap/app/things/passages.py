"""Touchpoints and transitions of an atlas, as answers show them."""

from cxmap.app.things.called import called
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.message import Named
from cxmap.model.transition import Transition
from cxmap.report.passage import Passage, Stop


def stop(atlas: Atlas, touchpoint: str) -> Stop:
    """Return a touchpoint, declared or not."""
    placed = atlas.touchpoints.get(touchpoint)
    if placed is None:
        return Stop(Named("touchpoint", touchpoint), None, "", None, "")
    value = placed.value
    stage = atlas.named("stage", value.stage)
    return Stop(placed.named, stage, value.channel, accountable(atlas, touchpoint), value.status)


def passage(atlas: Atlas, placed: Placed[Transition]) -> Passage:
    """Return a transition."""
    value = placed.value
    return Passage(
        transition=called(atlas, placed),
        start=atlas.named("touchpoint", value.from_),
        end=atlas.named("touchpoint", value.to),
        when=value.when or "",
        owner=atlas.named("owner", value.owner) if value.owner else None,
        carries=None if value.carries is None else tuple(atlas.named("data", name) for name in value.carries),
        kind=value.kind,
        share=value.share,
        within=value.within or "",
        giver=accountable(atlas, value.from_),
        taker=accountable(atlas, value.to),
        path=placed.document.path,
    )


def accountable(atlas: Atlas, touchpoint: str) -> Named | None:
    """Return who is accountable for a touchpoint, if anybody is."""
    placed = atlas.touchpoints.get(touchpoint)
    owner = placed.value.raci.accountable if placed and placed.value.raci else None
    return atlas.named("owner", owner) if owner else None
