"""Which words of a repository are slips of one another, and which are two others written in one piece.

Both are found among words and not among names: a few thousand words stand behind 50,000 names, so a name can look up at
once what it would be without the slip.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from rapidfuzz.distance import OSA, JaroWinkler

from cxmap.likeness.lists import lines
from cxmap.likeness.opposites import is_opposite
from cxmap.likeness.stems import stem

SHORTEST_SLIP = 5
"""Words of fewer letters are too often one letter apart by right: shop and ship, cart and card."""
SHORTEST_SUBSTITUTION = 6
"""The same where a letter is replaced: store and score, quote and quite."""
LONGEST_WORD = 40
SHORTEST_PIECE = 3
NEIGHBOURS = 8
"""How many of the words that are equal but for one letter a word is compared with, in the order of the alphabet."""
MENDS_A_WORD = 4
"""How many ways to mend one word are tried."""

# Slips are looked for in alphabets only (Latin, Greek, Cyrillic): one sign makes another word in Chinese, one consonant
# in Arabic and Hebrew.
_AFTER_ALPHABETS = "\u0530"
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Slips and pieces, by word. The likeness of a slip is between 0 and 1.

    `mends` holds of the slips of a word only those that are as frequent or more: one way is enough to bring two names
    together, and the misspelt word is the rare one.
    """

    slips: dict[str, dict[str, float]] = field(default_factory=dict)
    mends: dict[str, list[str]] = field(default_factory=dict)
    pieces: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> "Vocabulary":
        """Return what is found among the words of all names, without plurals, each as often as it stands there."""
        known = Counter(words)
        eligible = sorted((word for word in known if _may_slip(word)), key=_shortest_first)
        slips: dict[str, dict[str, float]] = {}
        for first, second in sorted(set(_slips(eligible))):
            likeness = JaroWinkler.similarity(first, second)
            slips.setdefault(first, {})[second] = likeness
            slips.setdefault(second, {})[first] = likeness
        pieces = {word: found for word in eligible if (found := list(_pieces(word, known)))}
        mends = {
            word: _best(commoner)
            for word, found in slips.items()
            if (commoner := {slip: likeness for slip, likeness in found.items() if known[slip] >= known[word]})
        }
        return cls(slips, mends, pieces)


def _may_slip(word: str) -> bool:
    return SHORTEST_SLIP <= len(word) <= LONGEST_WORD and word.isalpha() and max(word) < _AFTER_ALPHABETS


def _best(found: dict[str, float]) -> list[str]:
    return sorted(found, key=lambda slip: (-found[slip], slip))[:MENDS_A_WORD]


def _slips(eligible: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of words set apart by one letter more, other, or swapped with the next.

    `eligible` has shorter words first, and so has each pair.
    """
    alike: dict[str, list[str]] = {word: [word] for word in eligible}
    for word in eligible:
        # The first letter is kept: few slips strike it, and many a word differs from its opposite there.
        for shortened in {word[:at] + word[at + 1 :] for at in range(1, len(word))}:
            alike.setdefault(shortened, []).append(word)
    for found in alike.values():
        for at, first in enumerate(found):
            for second in islice(found, at + 1, at + 1 + NEIGHBOURS):
                if _is_slip(first, second):
                    yield first, second


def _shortest_first(word: str) -> tuple[int, str]:
    return (len(word), word)


def _is_slip(shorter: str, longer: str) -> bool:
    if (shorter, longer) in _lookalikes() or (is_opposite(shorter) and is_opposite(longer)):
        return False
    if len(shorter) < len(longer):
        # A maker is not what is made: manage and manager, purchase and purchaser.
        return longer != shorter + "r"
    if OSA.distance(shorter, longer, score_cutoff=1) > 1:
        return False
    if sorted(shorter) == sorted(longer):
        return True
    # An ending tells employer from employee; between vowels it is a gender or a number: enviado, enviada.
    other_ending = shorter[-1] != longer[-1] and not {shorter[-1], longer[-1]} <= _VOWELS
    return len(shorter) >= SHORTEST_SUBSTITUTION and not other_ending


@cache
def _lookalikes() -> frozenset[tuple[str, str]]:
    pairs = (sorted(map(stem, line.split()), key=_shortest_first) for line in lines("lookalikes"))
    return frozenset((first, second) for first, second in pairs)


def _pieces(word: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    for at in range(SHORTEST_PIECE, len(word) - SHORTEST_PIECE + 1):
        first, second = stem(word[:at]), word[at:]
        if second in known and first in known:
            yield first, second
