"""How alike two descriptions are, and which descriptions of many are worth comparing."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, islice
from typing import NamedTuple

from rapidfuzz.distance import Indel

from cxmap.likeness.glossary import Glossary
from cxmap.likeness.opposites import sets_apart
from cxmap.likeness.spelling import has_digit, is_stop_word, tokens
from cxmap.likeness.stems import stem

SHORTEST_DESCRIPTION = 6
"""Descriptions with fewer different words, stop words aside, are too short to tell anything."""
LONGEST_DESCRIPTION = 400
"""Words after these do not count."""
NEIGHBOURS = 8
"""With how many of those that share two rare words, the nearest in length, a description is compared."""
RARE_WORDS = 12
"""Among how many of its rarest words these two may be."""
CANDIDATES = 32
"""With how many a description is compared in all, beside those that come to it on their own account."""

# Scripts that do not part words: two signs at a time stand for words.
_UNPARTED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
)


class Description(NamedTuple):
    """A description made ready: what its words mean, without stop words and plurals, sorted; its numbers in order.

    The second "order" of a text is written "order 2", so no word stands twice.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]


def reader(glossary: Glossary) -> Callable[[str], Description | None]:
    """Return what makes descriptions ready; it gives None for one that is too short to tell anything."""
    # A few thousand words stand behind all descriptions, so each is looked up once.
    known: dict[str, tuple[str, ...]] = {}

    def read(text: str) -> Description | None:
        times: dict[str, int] = {}
        words: list[str] = []
        for token in tokens(text):
            meanings = known.get(token)
            if meanings is None:
                meanings = known[token] = _meanings(token, glossary)
            for word in meanings:
                times[word] = time = times.get(word, 0) + 1
                words.append(word if time == 1 else f"{word} {time}")
            if len(words) >= LONGEST_DESCRIPTION:
                break
        if len(times) < SHORTEST_DESCRIPTION:
            return None
        has_numbers = any(map(has_digit, times))
        return Description(tuple(sorted(words)), tuple(filter(has_digit, words)) if has_numbers else ())

    return read


def by_length(description: Description) -> tuple[int, Description]:
    """Return what `candidates` wants descriptions sorted by."""
    return (len(description.words), description)


def likeness(first: Description, second: Description, threshold: int = 0) -> int:
    """Return how alike two descriptions are, in percent; 0 below the threshold or if something sets them apart.

    It is the share of words that both have, each counted as often as it stands there. An opposite, a channel, a code
    or a number sets two descriptions apart.
    """
    if first.numbers != second.numbers:
        return 0
    share = Indel.normalized_similarity(first.words, second.words, score_cutoff=threshold / 100)
    if not share or any(sets_apart(word.partition(" ")[0]) for word in set(first.words) ^ set(second.words)):
        return 0
    return int(100 * share + 1e-9)


def candidates(descriptions: Sequence[Description], threshold: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may reach the threshold: numbers in `descriptions`, the smaller first, each pair once.

    `descriptions` differ and are sorted by length. Of n words at least `share` times n stand in any text that is alike
    to the threshold. At most the others are missing there, so two of the n - share * n + 2 rarest are in both texts.
    """
    share = threshold / (200 - threshold)
    rarity = _rarity(descriptions)
    having: dict[tuple[tuple[str, ...], int], list[int]] = {}
    for number, (words, numbers) in enumerate(descriptions):
        rare = sorted(map(rarity.__getitem__, words))
        found: dict[int, None] = {}
        for one, other in combinations(rare[: min(RARE_WORDS, len(words) - math.ceil(share * len(words)) + 2)], 2):
            holders = having.setdefault((numbers, one * len(rarity) + other), [])
            found.update(dict.fromkeys(reversed(holders[-NEIGHBOURS:])))
            holders.append(number)
        for other in islice(found, CANDIDATES):
            if len(descriptions[other].words) >= share * len(words):
                yield other, number


def _rarity(descriptions: Iterable[Description]) -> dict[str, int]:
    """Return the rank of every word, the rarest first."""
    frequency = Counter(chain.from_iterable(description.words for description in descriptions))
    return {word: rank for rank, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}


def _meanings(token: str, glossary: Glossary) -> tuple[str, ...]:
    """Return what a word of a text means: none if it is a stop word, several if its script does not part words."""
    if is_stop_word(token):
        return ()
    return tuple(glossary.meanings.get(stem(word), stem(word)) for word in _parted(token))


def _parted(word: str) -> list[str]:
    if word.isascii() or not any(first <= word[0] <= last for first, last in _UNPARTED):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
