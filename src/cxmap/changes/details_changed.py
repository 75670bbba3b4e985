"""Something else is said about it that no other kind of change is about.

Why: nothing that people write down about their customers should change unseen, even where nobody has to do anything
about it.

Before:
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      volume: 12000
      evidence: assumed

After:
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      volume: 18000
      evidence: researched

Note: tags, links, the day of the last check and what becomes of a note from a brainstorm are wording; all else is
notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import value_of
from cxmap.message import Message, said
from cxmap.model.file import SECTION_OF
from cxmap.turns import Turn

_OWN = {
    "touchpoint": ("initiated_by", "volume", "evidence", "reviewed", "events"),
    "persona": ("share",),
    "owner": ("kind", "function"),
    "data": ("personal",),
    "opportunity": ("touchpoint", "transition", "pain", "value", "effort"),
    "interaction": ("by", "touchpoint", "dismissed"),
    "source": ("engine", "events", "surveys"),
    "change": (
        *("reason", "why", "live_on", "touchpoints"),
        *("decisions", "disagreements", "communications", "review"),
    ),
}
_FIELDS = {kind: ("tags", "links", *_OWN.get(kind, ())) for kind in SECTION_OF}


@change(Grade.NOTABLE, "{entity} has another `{field}`.", fields=_FIELDS)
def details_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield what differs and is no other kind's."""
    for pair, field in comparison.pairs(_FIELDS):
        wording = field in ("tags", "links", "reviewed") or pair.after.kind == "interaction"
        yield Seen(
            pair.after,
            field=field,
            before=value_of(pair.before.value, field),
            after=value_of(pair.after.value, field),
            message=_message(pair, field),
            weight=weigh(Grade.WORDING if wording else Grade.NOTABLE),
        )


def _message(pair: Pair, field: str) -> Message:
    if pair.after.kind == "interaction":
        return said('The note "{text}" says something else under `{field}`.', text=pair.after.value.text, field=field)
    before, after = value_of(pair.before.value, field), value_of(pair.after.value, field)
    known = _TURNS.get((pair.after.kind, field))
    if known is not None:
        days = (value.isoformat() if hasattr(value, "isoformat") else value for value in (before, after))
        return known.of(pair, *days)
    if field == "personal":
        return Message(_PERSONAL[after].text, {"entity": pair.after.named})
    if before in (None, ()):
        return said("{entity} now says something under `{field}`.", entity=pair.after.named, field=field)
    if after in (None, ()):
        return said("{entity} no longer says anything under `{field}`.", entity=pair.after.named, field=field)
    return said("{entity} says something else under `{field}`.", entity=pair.after.named, field=field)


_PERSONAL = {
    True: said("{entity} now counts as personal data."),
    False: said("{entity} no longer counts as personal data."),
}
_TURNS = {
    ("touchpoint", "volume"): Turn(
        said("{after} customers a month come through {entity} now, instead of {before}."),
        said("{after} customers a month come through {entity}, as is known now."),
        said("It is no longer said how many customers come through {entity}. Before it was {before} a month."),
    ),
    ("touchpoint", "evidence"): Turn(
        said("What is known about {entity} is now `{after}` instead of `{before}`."),
        said("What is known about {entity} is now `{after}`."),
        said("What is known about {entity} is no longer `{before}`."),
    ),
    ("touchpoint", "reviewed"): Turn(
        said("{entity} was last checked on {after}, and not on {before}."),
        said("{entity} was last checked on {after}."),
        said("It is no longer said when {entity} was last checked. Before it was {before}."),
    ),
    ("touchpoint", "initiated_by"): Turn(
        said("{entity} is now started by the {after} instead of the {before}."),
        said("{entity} is now started by the {after}."),
        said("It is no longer said who starts {entity}. Before it was the {before}."),
    ),
    ("change", "live_on"): Turn(
        said("The change {entity} now goes live on {after} instead of {before}."),
        said("The change {entity} now goes live on {after}."),
        said("It is no longer said when the change {entity} goes live. Before it was {before}."),
    ),
}
