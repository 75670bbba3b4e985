"""A metric without a target.

Why: a figure that is neither good nor bad starts no conversation, and nothing gets better for the customer because it
is watched.

Flagged:
    metrics:
      complaint-hours: {kind: time, better: lower}

Clean:
    metrics:
      complaint-hours: {kind: time, target: 24, better: lower}
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.INFO, "Metric {metric} has no target, so nobody can tell whether it is good.", absent_field=("target",))
def metric_without_target(context: Context) -> Iterator[Hit]:
    """Yield every metric without a target."""
    for metric in context.atlas.metrics.values():
        if metric.value.target is None:
            yield Hit(metric, metric=metric, hint=said("Add `target:` with the value to reach."))
