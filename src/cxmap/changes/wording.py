"""Other words for the same: a name, a description, a translation, an alias or a goal.

Why: nothing changes for customers but the words, and words are what they read. Whoever answers for the texts, in every
language, wants to have seen them.

Before:
  touchpoints:
    checkout:
      name: Checkout
      stage: purchase
      channel: web

After:
  touchpoints:
    checkout:
      name: Payment
      stage: purchase
      channel: web

Note: a name written down that is the id in words anyway changes nothing. Where the id changed as well it is `renamed`,
and the new name, and an alias that records the old one, belong to that.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import meaning, value_of
from cxmap.message import Message, said
from cxmap.model.file import SECTION_OF
from cxmap.turns import Turn

_OWN = {
    "stage": ("goal",),
    "touchpoint": ("aliases",),
    "journey": ("goal",),
    "persona": ("goals",),
    "interaction": ("text",),
}
_FIELDS = {kind: ("name", "description", "translations", *_OWN.get(kind, ())) for kind in SECTION_OF}


@change(Grade.WORDING, "{entity} reads otherwise.", fields=_FIELDS)
def wording(comparison: Comparison) -> Iterator[Seen]:
    """Yield what is said in other words."""
    for pair, field in comparison.pairs(_FIELDS):
        if not _belongs_to_renaming(pair, field):
            before, after = value_of(pair.before.value, field), value_of(pair.after.value, field)
            yield Seen(pair.after, field=field, before=before, after=after, message=_message(pair, field))


def _belongs_to_renaming(pair: Pair, field: str) -> bool:
    if not pair.renamed:
        return False
    return field == "name" or (field == "aliases" and not any(_other_aliases(pair)))


def _other_aliases(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the aliases that went and came, less those that a new name made into aliases or into the name."""
    lost, gained = pair.lost("aliases"), pair.gained("aliases")
    if not pair.renamed:
        return lost, gained
    now, before = (_called(placed.id, placed.name) for placed in (pair.after, pair.before))
    return (
        tuple(alias for alias in lost if _folded(alias) not in now),
        tuple(alias for alias in gained if _folded(alias) not in before),
    )


def _called(*names: str) -> set[str]:
    return set(map(_folded, names))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _message(pair: Pair, field: str) -> Message | None:
    if field == "name":
        return said('{entity} was called "{before}" before.', entity=pair.after.named, before=pair.before.name)
    if field == "translations":
        return said(
            "{entity} reads otherwise in these languages: {languages}.",
            entity=pair.after.named,
            languages=_languages(pair),
        )
    if field == "aliases":
        return _ALIASES.of(pair, *_other_aliases(pair))
    if field in _TURNS:
        return _TURNS[field].of(pair, value_of(pair.before.value, field), value_of(pair.after.value, field))
    return None


def _languages(pair: Pair) -> tuple[str, ...]:
    before, after = pair.before.value.translations, pair.after.value.translations
    return tuple(
        language
        for language in sorted({*before, *after})
        if meaning(before.get(language)) != meaning(after.get(language))
    )


_ALIASES = Turn(
    said("{entity} is now also called {gained}, and no longer {lost}."),
    said("{entity} is now also called {gained}."),
    said("{entity} is no longer also called {lost}."),
)
_TURNS = {
    "description": Turn(
        said("{entity} is described in other words."),
        said("{entity} is described now."),
        said("{entity} is no longer described."),
    ),
    "goal": Turn(
        said('The goal of {entity} is now "{after}" instead of "{before}".'),
        said('The goal of {entity} is now "{after}".'),
        said('The goal of {entity} is no longer "{before}".'),
    ),
    "goals": Turn(
        said("The goals of {entity} are told in other words."),
        said("The goals of {entity} are told now."),
        said("The goals of {entity} are no longer told."),
    ),
}
