"""A touchpoint meets its customers on another channel.

Why: customers who came for the old channel have to find the new one and may not want to, and the people who serve them
there are not the ones who did. What works on the web may not work on the telephone.

Before:
  touchpoints:
    repair-booking:
      stage: support
      channel: contact-centre

After:
  touchpoints:
    repair-booking:
      stage: support
      channel: app

Note: for a touchpoint that is planned or retired, before and after, it is notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import is_live, weigh
from cxmap.diff.grade import Grade

_FIELDS = {"touchpoint": ("channel",)}


@change(Grade.DISRUPTIVE, "{entity} is now on the channel {after} instead of {before}.", fields=_FIELDS)
def channel_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints whose channel is another one."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.channel, pair.after.value.channel
        weight = weigh(Grade.DISRUPTIVE, live=is_live(pair.before, pair.after))
        yield Seen(pair.after, field=field, before=before, after=after, weight=weight)
