"""The labels of an atlas: what its touchpoints are called and said to be, in all their languages."""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.likeness.label import Kind, Label
from cxmap.likeness.spelling import is_stop_word
from cxmap.model.touchpoint import Touchpoint
from cxmap.source.span import Route


def labels(atlas: Atlas) -> dict[Label, Route]:
    """Return the labels of all touchpoints that are not retired, each with where it stands within its touchpoint.

    A touchpoint without a name is called what its id says in words; that label has an empty route. An id is all small
    letters, so a short word that begins it is written as the code it may be: `de-checkout`, `es-checkout`.
    """
    found: dict[Label, Route] = {}
    for name, touchpoint in atlas.touchpoints.items():
        if touchpoint.value.status != "retired":
            channel = " ".join(touchpoint.value.channel.casefold().split())
            for text, kind, route in _texts(touchpoint):
                found.setdefault(Label(name, text, kind, touchpoint.value.stage, channel), route)
    return found


def _texts(touchpoint: Placed[Touchpoint]) -> Iterator[tuple[str, Kind, Route]]:
    value = touchpoint.value
    yield (touchpoint.name, Kind.NAME, ("name",)) if value.name else (_from_id(touchpoint.name), Kind.NAME, ())
    for index, alias in enumerate(value.aliases):
        yield alias, Kind.ALIAS, ("aliases", index)
    if value.description:
        yield value.description, Kind.DESCRIPTION, ("description",)
    for language, texts in value.translations.items():
        if texts.name:
            yield texts.name, Kind.TRANSLATION, ("translations", language, "name")
        if texts.description:
            yield texts.description, Kind.DESCRIPTION, ("translations", language, "description")


def _from_id(name: str) -> str:
    first, space, rest = name.partition(" ")
    return f"{first.upper()}{space}{rest}" if len(first) == 2 and is_stop_word(first.lower()) else name  # noqa: PLR2004
