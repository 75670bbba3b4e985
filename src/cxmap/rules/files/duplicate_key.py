"""A key that is written twice in one mapping.

Why: only one of the two can count. Whoever wrote the other believes that it holds, and promises it to customers.

Flagged:
    stages: {buy: }
    touchpoints:
      checkout:
        stage: buy
        channel: web
        channel: app

Clean:
    stages: {buy: }
    touchpoints:
      checkout:
        stage: buy
        channel: web

Note: the first one is read. Two sections of the same name in one file are a key written twice as well: put all
touchpoints of a file under one `touchpoints:`.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.rule import Context, Hit, hits_of_reading, rule


@rule(Severity.ERROR, "A key is written twice.")
def duplicate_key(context: Context) -> Iterator[Hit]:
    """Yield every key that stands in its mapping already."""
    return hits_of_reading(context, "duplicate-key")
