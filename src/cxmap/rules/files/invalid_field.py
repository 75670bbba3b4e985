"""A section or field that does not exist, or a value that does not fit.

Why: what is not understood is not checked. A misspelt field looks as if it were filled in, and the gap shows only when
a customer falls into it.

Flagged:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, chanel: web}

Clean:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web, entry: true, exit: true}
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.rule import Context, Hit, hits_of_reading, rule


@rule(Severity.ERROR, "Something in this file does not fit.")
def invalid_field(context: Context) -> Iterator[Hit]:
    """Yield every field that does not fit, as the reading of the files found them."""
    return hits_of_reading(context, "invalid-field")
