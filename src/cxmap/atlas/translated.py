"""What things are called in a language, where the repository says so."""

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.message import Named
from cxmap.model.entity import Entity


def names_in(language: str, *atlases: Atlas) -> dict[Named, str]:
    """Return the names in a language of all things that have one in it, by how they are named on the map.

    Of two atlases that call a thing the same and translate it otherwise, the last counts.
    """
    return {placed.named: name for placed in translated(*atlases) if (name := name_in(language, placed))}


def translated(*atlases: Atlas) -> list[Placed[Entity]]:
    """Return the things that have translations, of one atlas after the other."""
    return [
        placed
        for atlas in atlases
        for things in atlas.things.values()
        for placed in things.values()
        if placed.value.translations
    ]


def name_in(language: str, placed: Placed[Entity]) -> str | None:
    """Return what a thing is called in a language, if the repository says; `pt-BR` will do for `pt`."""
    translations = placed.value.translations
    for code in sorted(translations, key=lambda code: (code != language, code)):
        if code.partition("-")[0] == language and translations[code].name:
            return translations[code].name
    return None
