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
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade


@change(
    Grade.DISRUPTIVE,
    "{entity} is now on the channel {after} instead of {before}.",
    fields={"touchpoint": ("channel",)},
)
def channel_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints whose channel is another one."""
    for pair, field in comparison.diff.pairs("touchpoint", "channel"):
        before, after = pair.before.value.channel, pair.after.value.channel
        yield Seen(pair.after, field=field, before=before, after=after)
