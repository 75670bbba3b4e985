"""Sorts notes into clusters that tell of the same thing. Importing this module loads rapidfuzz."""

from collections.abc import Iterator, Sequence

from cxmap.likeness import descriptions, names
from cxmap.likeness.glossary import Glossary, shipped
from cxmap.likeness.spelling import key
from cxmap.likeness.vocabulary import Vocabulary

DEFAULT_THRESHOLD = 60
"""Notes are written in haste by many hands: two of three words in common make a cluster worth a look."""


def clusters(
    texts: Sequence[str], threshold: int = DEFAULT_THRESHOLD, glossary: Glossary | None = None
) -> list[tuple[int, ...]]:
    """Return the clusters of two or more notes, each as numbers in `texts`, sorted.

    A note belongs to a cluster when it is like one of its notes, not all of them.

    Args:
        texts: The notes.
        threshold: The least likeness, in percent, 0 to 100.
        glossary: Synonyms; without one, those that come with cxmap.
    """
    known = glossary or shipped()
    above = list(range(len(texts)))
    for one, other in (*_same(texts), *_alike(texts, threshold, known), *_alike_at_length(texts, threshold, known)):
        first, second = sorted((_top(one, above), _top(other, above)))
        above[second] = first
    found: dict[int, list[int]] = {}
    for number in range(len(texts)):
        found.setdefault(_top(number, above), []).append(number)
    return [tuple(cluster) for cluster in found.values() if len(cluster) > 1]


def _top(number: int, above: list[int]) -> int:
    while above[number] != number:
        above[number] = above[above[number]]
        number = above[number]
    return number


def _same(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        if found := key(text):
            yield first.setdefault(found, number), number


def _alike(texts: Sequence[str], threshold: int, glossary: Glossary) -> Iterator[tuple[int, int]]:
    number_of = {found: number for number, text in enumerate(texts) if names.is_short(found := key(text))}
    read = [names.read(found, glossary) for found in sorted(number_of)]
    vocabulary = Vocabulary.of(word for name in read for word in name.words)
    for one, other in names.candidates(read, glossary, vocabulary, threshold):
        if names.likeness(read[one], read[other], vocabulary) >= threshold:
            yield number_of[read[one].key], number_of[read[other].key]


def _alike_at_length(texts: Sequence[str], threshold: int, glossary: Glossary) -> Iterator[tuple[int, int]]:
    number_of = {found: number for number, found in enumerate(descriptions.read(texts, glossary)) if found}
    ready = sorted(number_of, key=descriptions.by_length)
    for one, other in descriptions.candidates(ready, threshold):
        if descriptions.likeness(ready[one], ready[other]) >= threshold:
            yield number_of[ready[one]], number_of[ready[other]]
