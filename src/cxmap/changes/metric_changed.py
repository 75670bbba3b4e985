"""Other metrics watch a touchpoint or a journey, or a metric measures in another way.

Why: what is measured is what teams look at. A figure that is measured in another way cannot be held against the one
from before, and a touchpoint without a figure gets worse unseen.

Before:
  metrics:
    checkout-effort: {kind: ces, scale: 1-5}
  touchpoints:
    checkout: {stage: purchase, channel: web, metrics: [checkout-effort]}

After:
  metrics:
    checkout-effort: {kind: ces, scale: 1-7}
  touchpoints:
    checkout: {stage: purchase, channel: web, metrics: [checkout-effort]}

Note: the value to reach is `target-changed`.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn, listed

_WATCHED = {"touchpoint": ("metrics",), "journey": ("metrics",)}
_MEASURED = {"metric": ("kind", "better", "source", "scale")}


@change(Grade.NOTABLE, "{entity} is measured in another way.", fields={**_WATCHED, **_MEASURED})
def metric_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield what other metrics watch, and the metrics that measure in another way."""
    for pair, field in comparison.pairs(_WATCHED):
        message = _TURNS[field].of(pair, *listed(comparison, pair, field, "metric"))
        before, after = pair.before.value.metrics, pair.after.value.metrics
        yield Seen(pair.after, field=field, before=before, after=after, message=message)
    for pair, field in comparison.pairs(_MEASURED):
        before, after = getattr(pair.before.value, field), getattr(pair.after.value, field)
        message = _TURNS[field].of(pair, before, after)
        yield Seen(pair.after, field=field, before=before, after=after, message=message)


_TURNS = {
    "metrics": Turn(
        said("{entity} is now watched by {gained} and no longer by {lost}."),
        said("{entity} is now watched by {gained}."),
        said("{entity} is no longer watched by {lost}."),
    ),
    "kind": Turn(
        said("{entity} is now measured as `{after}` instead of `{before}`."),
        said("{entity} is now measured as `{after}`."),
        said("{entity} is no longer measured as `{before}`."),
    ),
    "better": Turn(
        said("For {entity} `{after}` is now better, and no longer `{before}`."),
        said("For {entity} `{after}` is better, which was not said before."),
        said("For {entity} it is no longer said that `{before}` is better."),
    ),
    "source": Turn(
        said('The figure of {entity} now comes from "{after}" instead of "{before}".'),
        said('The figure of {entity} now comes from "{after}".'),
        said('The figure of {entity} no longer comes from "{before}".'),
    ),
    "scale": Turn(
        said("The scale of {entity} is now {after} instead of {before}."),
        said("The scale of {entity} is now {after}."),
        said("The scale of {entity} is no longer {before}."),
    ),
}
