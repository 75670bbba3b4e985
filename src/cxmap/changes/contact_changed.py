"""An owner has another contact, another lead or another language.

Why: when something goes wrong for a customer, minutes count. Whoever needs an owner then has to know whom to ring, and
in which language.

Before:
  owners:
    contact-centre:
      kind: team
      lead: Marta Ruiz
      contact: {chat: "#calls"}

After:
  owners:
    contact-centre:
      kind: team
      lead: Joan Vidal
      contact: {chat: "#calls"}
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas
from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.message import Value, said
from cxmap.turns import Turn

_FIELDS = {"owner": ("contact", "lead", "language")}


@change(Grade.NOTABLE, "{entity} is reached in another way.", fields=_FIELDS)
def contact_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the owners with another contact, lead or language."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = getattr(pair.before.value, field), getattr(pair.after.value, field)
        shown = (_shown(comparison.base, field, before), _shown(comparison.head, field, after))
        yield Seen(pair.after, field=field, before=before, after=after, message=_TURNS[field].of(pair, *shown))


def _shown(atlas: Atlas, field: str, value: object) -> Value | None:
    """Return what a message says of a contact: a lead that is an owner by its name."""
    if value is None or field == "contact":
        return None if value is None else "contact"
    return atlas.named("owner", str(value)) if field == "lead" and value in atlas.owners else str(value)


_TURNS = {
    "contact": Turn(
        said("{entity} is now reached in another way."),
        said("It is now said how {entity} is reached."),
        said("It is no longer said how {entity} is reached."),
    ),
    "lead": Turn(
        said("{entity} is now led by {after} instead of {before}."),
        said("{entity} is now led by {after}."),
        said("{entity} is no longer led by {before}, nor by anybody else."),
    ),
    "language": Turn(
        said("{entity} is now written to in the language `{after}` instead of `{before}`."),
        said("{entity} is now written to in the language `{after}`."),
        said("{entity} is no longer written to in the language `{before}`."),
    ),
}
