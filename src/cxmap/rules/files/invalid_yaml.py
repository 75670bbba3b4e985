"""A file that is not YAML, or holds what cxmap does not read for safety's sake.

Why: nothing in such a file is checked. Whatever it says about a customer's way is missing from the map until
somebody mends it.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, description: Our new: basket}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, description: "Our new: basket"}

Note: a file holds one document in UTF-8, without tags (`!!str`) and merge keys (`<<`). Files that are too large or too
deeply nested are refused as well; the message names the setting that raises the limit. As long as a file cannot be
read, rules that would only echo what is missing do not run, and comments in it silence nothing.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.rule import Context, Hit, hits_of_reading, rule


@rule(Severity.ERROR, "This file cannot be read.")
def invalid_yaml(context: Context) -> Iterator[Hit]:
    """Yield every file, or spot in one, that the reading of the files stopped at."""
    return hits_of_reading(context, "invalid-yaml")
