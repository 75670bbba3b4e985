"""The same thing has another id, and perhaps another name.

Why: customers lose nothing, but colleagues, dashboards and logs may still call it by its old name. Where everybody
knows both for a while nobody looks for something that seems to have gone.

Before:
  touchpoints:
    checkout:
      name: Checkout
      stage: purchase
      channel: web

After:
  touchpoints:
    payment-page:
      name: Payment page
      stage: purchase
      channel: web
      aliases: [Checkout]

Note: two things are the same when they bear the same name or id, when one names the other among its aliases, or when
most of what they say and most of what surrounds them agrees. Whatever named the old id and names the new one now has
not changed. The changed name, and an alias that records the old one, belong to the renaming. It is wording where only
the id is another.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Message, said


@change(Grade.NOTABLE, "{entity} has another id.", fields={"transition": ("id",)})
def renamed(comparison: Comparison) -> Iterator[Seen]:
    """Yield what bears another id."""
    for pair in comparison.diff.renamed:
        same_name = pair.before.name == pair.after.name or pair.after.kind == "transition"
        yield Seen(
            pair.after,
            previous=pair.before,
            before=pair.before.id,
            after=pair.after.id,
            message=_message(pair, same_name=same_name),
            weight=weigh(Grade.WORDING if same_name else Grade.NOTABLE),
        )


def _message(pair: Pair, *, same_name: bool) -> Message:
    values = {"entity": pair.after.named, "previous": pair.before.named}
    if pair.after.kind == "transition":
        return said("The transition {previous} is now {entity}.", **values)
    if same_name:
        return said("{entity} had the id `{old}` before.", entity=pair.after.named, old=pair.before.id)
    return Message(_SENTENCES[pair.after.kind].text, values)


_SENTENCES = {
    "stage": said("The stage {previous} is now {entity}."),
    "touchpoint": said("The touchpoint {previous} is now {entity}."),
    "journey": said("The journey {previous} is now {entity}."),
    "persona": said("The persona {previous} is now {entity}."),
    "owner": said("The owner {previous} is now {entity}."),
    "data": said("The datum {previous} is now {entity}."),
    "system": said("The system {previous} is now {entity}."),
    "metric": said("The metric {previous} is now {entity}."),
    "opportunity": said("The opportunity {previous} is now {entity}."),
    "source": said("The source {previous} is now {entity}."),
    "change": said("The change record {previous} is now {entity}."),
}
