"""What watches the touchpoints of a picture, and what is to become better there."""

from collections.abc import Sequence
from typing import Literal

from cxmap.app.drawing.calling import Calling
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.references import transition_key
from cxmap.model.improvement import Opportunity
from cxmap.report.drawing import Gauge, Idea


def gauges(atlas: Atlas, calling: Calling, touchpoints: Sequence[str]) -> tuple[Gauge, ...]:
    """Return the metrics that watch some touchpoints, in the order of these."""
    watched: dict[str, list[str]] = {}
    for name in touchpoints:
        for metric in dict.fromkeys(atlas.touchpoints[name].value.metrics):
            watched.setdefault(metric, []).append(name)
    return tuple(_gauge(atlas, calling, metric, names) for metric, names in watched.items() if metric in atlas.metrics)


def _gauge(atlas: Atlas, calling: Calling, metric: str, touchpoints: Sequence[str]) -> Gauge:
    value = atlas.metrics[metric].value
    return Gauge(
        metric=calling("metric", metric),
        kind=value.kind,
        target=value.target,
        better=value.better or "",
        scale=value.scale or "",
        touchpoints=tuple(touchpoints),
    )


def ideas(atlas: Atlas, calling: Calling, touchpoints: Sequence[str]) -> tuple[Idea, ...]:
    """Return what is open or being done at some touchpoints: in the order of these, the most valuable first."""
    order = {name: position for position, name in enumerate(touchpoints)}
    found = []
    for name, placed in atlas.opportunities.items():
        value, where = placed.value, _touchpoint(placed.value)
        status: Literal["open", "doing", ""] = value.status if value.status in ("open", "doing") else ""
        if status and where in order:
            owner = calling("owner", value.owner) if value.owner else None
            idea = Idea(calling("opportunity", name), where, value.pain or "", value.value, value.effort, owner, status)
            found.append(idea)
    return tuple(sorted(found, key=lambda idea: (order[idea.touchpoint], -(idea.value or 0), idea.opportunity.id)))


def _touchpoint(value: Opportunity) -> str:
    """Return the touchpoint that an opportunity is about, or that its transition leaves."""
    return value.touchpoint or transition_key(value.transition or "").partition("->")[0]
