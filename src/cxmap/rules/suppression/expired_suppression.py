"""A comment that silences a rule, and its last day has passed.

Why: somebody promised to mend this by a day, and the day is over. What customers meet there is still wrong, or the
comment is not needed any more.

Flagged:
    stages: {buy: }
    touchpoints:
      # cxmap: ignore[orphan-touchpoint] the fax is being switched off, until 2026-03-31
      fax: {stage: buy, channel: fax}

Clean:
    stages: {buy: }
    touchpoints:
      # cxmap: ignore[orphan-touchpoint] the fax is being switched off, until 2027-03-31
      fax: {stage: buy, channel: fax}

Note: the last day itself still counts. From the next one on, what was silenced is shown again.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "This comment silenced {rules} until {day}, which has passed.")
def expired_suppression(context: Context) -> Iterator[Hit]:
    """Yield every suppression whose last day lies before today."""
    for suppression in context.suppressions:
        until = suppression.ignore.until
        if until is not None and until < context.today and not suppression.flaw():
            yield Hit(
                suppression.spot,
                entity=suppression.entity,
                rules=suppression.ignore.rules,
                day=until.isoformat(),
                hint=said("Mend what it silences and remove it, or agree on a new day."),
            )
