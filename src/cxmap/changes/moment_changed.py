"""A touchpoint has become a moment of truth or of pain, or is one no longer.

Why: in a moment of truth a customer is won or lost, in a moment of pain something hurts. Both deserve the best people
and the closest look, and so does whatever has just become one.

Before:
  touchpoints:
    checkout:
      stage: purchase
      channel: web

After:
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      moment: truth
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.message import Message, said

_FIELDS = {"touchpoint": ("moment",)}


@change(Grade.NOTABLE, "{entity} is another sort of moment.", fields=_FIELDS)
def moment_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that are another sort of moment."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.moment, pair.after.value.moment
        message = Message(_SENTENCES[before, after].text, {"entity": pair.after.named})
        yield Seen(pair.after, field=field, before=before, after=after, message=message)


_SENTENCES: dict[tuple[str | None, str | None], Message] = {
    (None, "truth"): said("{entity} is now a moment of truth."),
    (None, "pain"): said("{entity} is now a moment of pain."),
    ("truth", None): said("{entity} is no longer a moment of truth."),
    ("pain", None): said("{entity} is no longer a moment of pain."),
    ("truth", "pain"): said("{entity} is now a moment of pain, and no longer one of truth."),
    ("pain", "truth"): said("{entity} is now a moment of truth, and no longer one of pain."),
}
