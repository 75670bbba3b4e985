"""Languages for tests: one that remembers what it was asked for, and one without letters."""

import re
from functools import cache
from pathlib import Path
from string import Formatter

import catalogues
from render import history_samples, impact_samples, samples
from sentences import sentences

from cxmap.words import ENGLISH


class Recording:
    """English that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str | tuple[str, str]] = set()

    def sentence(self, text: str) -> str:
        self.asked.add(text)
        return text

    def counted(self, one: str, many: str, number: int) -> str:
        self.asked.add((one, many))
        return ENGLISH.counted(one, many, number)

    def unknown(self) -> list[str | tuple[str, str]]:
        """What no translator would have seen; the samples say some things that cxmap does not."""
        found = self.asked - _known() - _made_up()
        return [one for one in found if catalogues.has_words(one if isinstance(one, str) else one[0])]


@cache
def _known() -> frozenset[str | tuple[str, str]]:
    known = {message.id for message in catalogues.template() if message.id}
    return frozenset(known | {key[0] for key in known if isinstance(key, tuple)})


@cache
def _made_up() -> frozenset[str | tuple[str, str]]:
    said = {
        found.sentence
        for module in (samples, impact_samples, history_samples)
        for found in sentences(Path(module.__file__).read_text("utf-8"))
    }
    return frozenset(said | {text for info in samples.RULES.values() for text in (info.summary, info.why)})


class Signs:
    """A language without letters: what has some in a report did not come from its words."""

    def sentence(self, text: str) -> str:
        pieces = Formatter().parse(text)
        return "".join(self._signs(literal) + self._gap(gap, style) for literal, gap, style, _ in pieces)

    def counted(self, one: str, many: str, number: int) -> str:
        return self.sentence(ENGLISH.counted(one, many, number))

    def _signs(self, literal: str) -> str:
        return re.sub(r"\w", "¤", literal).replace("{", "{{").replace("}", "}}")

    def _gap(self, gap: str | None, style: str | None) -> str:
        return "" if gap is None else f"{{{gap}:{style}}}" if style else f"{{{gap}}}"
