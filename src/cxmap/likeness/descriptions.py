"""How alike two descriptions are, and which descriptions of many are worth comparing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from typing import NamedTuple

from cxmap.likeness.glossary import Glossary
from cxmap.likeness.opposites import sets_apart
from cxmap.likeness.spelling import coded_tokens, has_digit, is_stop_word
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
    """A description made ready: its words as numbers, the rarest word of all descriptions being 0, sorted.

    The words are what they mean, without stop words and plurals. Those that set descriptions apart have the highest
    numbers and stand in `apart` once more, numbers in the order of the text; two descriptions are alike only if they
    share these. The second "order" of a text is a word of its own, so no word stands twice.
    """

    words: tuple[int, ...]
    apart: tuple[int, ...]


class _Ranks(NamedTuple):
    """How rare each word is; from `apart` on words set descriptions apart, and from `numbers` on they are numbers."""

    of: list[int]
    apart: int
    numbers: int


def read(texts: Iterable[str], glossary: Glossary) -> list[Description | None]:
    """Return the texts made ready; None for each one that is too short to tell anything."""
    lexicon = _Lexicon(glossary)
    found = [lexicon.read(text) for text in texts]
    # A text that many touchpoints have counts once: how rare a word is must not depend on how often they repeat it.
    frequency = Counter(chain.from_iterable({words for words in found if words}))
    ranks = _ranks(lexicon.words, frequency)
    return [_ready(words, ranks) if words else None for words in found]


def by_length(description: Description) -> tuple[int, Description]:
    """Return what `candidates` wants descriptions sorted by."""
    return (len(description.words), description)


def likeness(first: Description, second: Description) -> int:
    """Return how alike two descriptions are, in percent; 0 if something sets them apart.

    It is the share of words that both have, each counted as often as it stands there. An opposite, a channel, a code
    or a number sets two descriptions apart.
    """
    if first.apart != second.apart:
        return 0
    common = len(set(first.words).intersection(second.words))
    return 200 * common // (len(first.words) + len(second.words))


def candidates(descriptions: Sequence[Description], threshold: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may reach the threshold: numbers in `descriptions`, the smaller first, each pair once.

    `descriptions` differ and are sorted by length.
    """
    together: dict[tuple[int, ...], list[int]] = {}
    for number, description in enumerate(descriptions):
        together.setdefault(description.apart, []).append(number)
    size = 1 + max((description.words[-1] for description in descriptions), default=0)
    for numbers in together.values():
        if len(numbers) > 1:
            yield from _sharing_rare_words(numbers, descriptions, size, threshold)


def _sharing_rare_words(
    numbers: list[int], descriptions: Sequence[Description], size: int, threshold: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share two rare words and are near enough in length.

    Of the n words of a text, any other that is alike to the threshold t has at least n * t / (200 - t), and n * t / 100
    if it is no shorter. At most the others are missing there, so two of the rarest n - .. + 2 are in both texts.
    """
    having: dict[int, list[int]] = {}
    for number in numbers:
        words = descriptions[number].words
        length = len(words)
        shortest = -(-threshold * length // (200 - threshold))
        found: dict[int, None] = {}
        for one, other in combinations(words[: min(RARE_WORDS, length - shortest + 2)], 2):
            if holders := having.get(one * size + other):
                found.update(dict.fromkeys(holders[: -NEIGHBOURS - 1 : -1]))
        for other in islice(found, CANDIDATES):
            if len(descriptions[other].words) >= shortest:
                yield other, number
        common = -(-threshold * length // 100)
        for one, other in combinations(words[: min(RARE_WORDS, length - common + 2)], 2):
            having.setdefault(one * size + other, []).append(number)


class _Lexicon(dict[str, int]):
    """What each word means, as a number that is worked out when the word is first met; 0 is a stop word."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__()
        self._glossary = glossary
        self._number_of: dict[tuple[str, int], int] = {}
        self.words = [("", 0)]
        """By number: the word and the how-manieth of its text it is."""

    def __missing__(self, token: str) -> int:
        word = stem(token)
        self[token] = 0 if is_stop_word(token) else self._number(self._glossary.meanings.get(word, word), 1)
        return self[token]

    def read(self, text: str) -> tuple[int, ...]:
        """Return the words of a text in its order; none if it is too short to tell anything."""
        found = coded_tokens(text)
        if not text.isascii():
            found = [part for token in found for part in _parted(token)]
        words = list(islice(filter(None, map(self.__getitem__, found)), LONGEST_DESCRIPTION))
        different = len(set(words))
        if different < SHORTEST_DESCRIPTION:
            return ()
        if different < len(words):
            self._tell_apart(words)
        return tuple(words)

    def _tell_apart(self, words: list[int]) -> None:
        """Make the second of two equal words another one."""
        times: dict[int, int] = {}
        for at, word in enumerate(words):
            if word in times:
                times[word] += 1
                words[at] = self._number(self.words[word][0], times[word])
            else:
                times[word] = 1

    def _number(self, word: str, time: int) -> int:
        number = self._number_of.setdefault((word, time), len(self.words))
        if number == len(self.words):
            self.words.append((word, time))
        return number


def _ranks(words: Sequence[tuple[str, int]], frequency: Mapping[int, int]) -> _Ranks:
    kinds = [2 if has_digit(word) else int(sets_apart(word)) for word, _ in words]
    of = [0] * len(words)
    for rank, number in enumerate(sorted(frequency, key=lambda at: (kinds[at], frequency[at], words[at]))):
        of[number] = rank
    counted = Counter(kinds[number] for number in frequency)
    return _Ranks(of, counted[0], counted[0] + counted[1])


def _ready(words: tuple[int, ...], ranks: _Ranks) -> Description:
    ranked = [ranks.of[word] for word in words]
    ordered = sorted(ranked)
    apart = ordered[bisect_left(ordered, ranks.apart) :]
    if apart and apart[-1] >= ranks.numbers:
        apart[bisect_left(apart, ranks.numbers) :] = [rank for rank in ranked if rank >= ranks.numbers]
    return Description(tuple(ordered), tuple(apart))


def _parted(word: str) -> list[str]:
    if word.isascii() or not any(first <= word[0] <= last for first, last in _UNPARTED):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
