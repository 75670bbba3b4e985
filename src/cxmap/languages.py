"""The languages that cxmap speaks: English stands in the code, the others in catalogues of gettext's format."""

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files

from cxmap.words import ENGLISH, Words

LANGUAGES = ("en", "es", "it", "pt")
"""The languages that reports come in."""


class Catalogue:
    """A language whose sentences stand in a catalogue, by their English text."""

    def __init__(self, translations: GNUTranslations) -> None:
        self._translations = translations

    def sentence(self, text: str) -> str:
        """Return a sentence in this language; the English one where nobody has translated it."""
        # gettext answers the empty text with what the catalogue says of itself.
        return self._translations.gettext(text) if text else text

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the sentence that goes with a number."""
        return self._translations.ngettext(one, many, number)


@cache
def words_for(language: str) -> Words:
    """Return the words of a language such as `es` or `pt-BR`; English where cxmap does not speak it."""
    name = language.partition("-")[0].lower()
    if name not in LANGUAGES or name == "en":
        return ENGLISH
    catalogue = files("cxmap").joinpath("locales", name, "LC_MESSAGES", "cxmap.mo")
    with catalogue.open("rb") as file:
        return Catalogue(GNUTranslations(file))
