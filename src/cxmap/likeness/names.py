"""How alike two names are, and which names of many are worth comparing."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from cxmap.likeness.glossary import Glossary, Token
from cxmap.likeness.lists import words
from cxmap.likeness.opposites import sets_apart
from cxmap.likeness.spelling import has_digit, keeps_order
from cxmap.likeness.stems import stem
from cxmap.likeness.vocabulary import Vocabulary

SYNONYM = 0.95
"""What a pair of synonyms counts against a pair of equal words."""
ONE_PIECE = 0.97
"""The same for a word and its two pieces."""
FILLER = 0.2
"""What a word that adds little weighs against any other."""
ALMOST = 99
"""The most that two names reach that are not the same: 100 would say that they are."""

LONGEST_NAME = 24
"""Names of more words are sentences: only `duplicates` looks at them."""
NEIGHBOURS = 8
"""How many names with the same words in common a name is compared with, in the order of their keys."""
SPELLINGS = 12
"""How many ways to mend one slip of a name are tried, before all are mended at once."""
CANDIDATES = 32
"""How many names one name is compared with, beside those that come to it on their own account."""

_FILLERS = frozenset(stem(word) for word in words("fillers"))


class Name(NamedTuple):
    """A name made ready: its key, its words without plurals, what they mean, and the meanings that matter, sorted."""

    key: str
    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    core: tuple[str, ...]


def is_short(key: str) -> bool:
    """Tell whether a key is that of a name, neither blank nor a whole sentence."""
    return bool(key) and key.count(" ") < LONGEST_NAME


def read(key: str, glossary: Glossary) -> Name:
    """Return the name that has a key."""
    found = tuple(stem(word) for word in key.split())
    tokens = glossary.read(found)
    return Name(key, found, tokens, _core(tokens))


def likeness(first: Name, second: Name, vocabulary: Vocabulary) -> int:
    """Return how alike two names are, in percent; 0 if an opposite, a channel, a code or a number sets them apart."""
    if _numbers(first) != _numbers(second) or _turned_round(first, second):
        return 0
    by_word = _alike(_as_written(first), _as_written(second), vocabulary)
    by_meaning = 0.0 if by_word == 1 else _alike(list(first.tokens), list(second.tokens), vocabulary)
    return min(ALMOST, int(100 * max(by_word, by_meaning) + 1e-9))


def candidates(
    names: Sequence[Name], glossary: Glossary, vocabulary: Vocabulary, threshold: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of names that may reach the threshold: numbers in `names`, the smaller first, each pair once.

    `names` are sorted by their keys, which differ.
    """
    by_core = _grouped((name.core, number) for number, name in enumerate(names))
    rests = [_rests(name, threshold, own=2) for name in names]
    by_rest = _grouped((rest, number) for number, found in enumerate(rests) for rest in found)
    seen: set[tuple[int, int]] = set()
    for number, name in enumerate(names):
        found = chain(
            _after(number, by_core[name.core]),
            _under(by_core, _mended(name, glossary, vocabulary)),
            _under(by_core, _rests(name, threshold, own=1)),
            chain.from_iterable(_after(number, by_rest[rest]) for rest in rests[number]),
        )
        for other in islice(found, CANDIDATES):
            pair = (number, other) if number < other else (other, number)
            if number != other and pair not in seen:
                seen.add(pair)
                yield pair


def _numbers(name: Name) -> list[str]:
    return list(filter(has_digit, name.words))


def _turned_round(first: Name, second: Name) -> bool:
    """Tell whether the same words stand in an order of another meaning: from the shop to the bank, and back."""
    left, right = [[token.word for token in name.tokens] for name in (first, second)]
    if not keeps_order(left) and not keeps_order(right):
        return False
    return len(left) != len(right) or sum(one != other for one, other in zip(left, right, strict=True)) > 1


def _as_written(name: Name) -> list[Token]:
    return [Token(word, word) for word in name.words]


def _core(tokens: Iterable[Token]) -> tuple[str, ...]:
    meanings = [meaning for word, meaning in tokens if word not in _FILLERS] or [meaning for _, meaning in tokens]
    return tuple(sorted(meanings))


def _alike(left: list[Token], right: list[Token], vocabulary: Vocabulary) -> float:
    """Return the likeness of two names, 0 to 1. Both lists are used up."""
    whole = _weight(left) + _weight(right)
    for token in tuple(left):
        if token in right:
            left.remove(token)
            right.remove(token)
    alike = whole - _weight(left) - _weight(right)
    if left and right:
        alike += _pair_off(left, right, lambda one, other: SYNONYM * (one.meaning == other.meaning))
        alike += _pair_off(left, right, lambda one, other: vocabulary.slips.get(one.word, {}).get(other.word, 0.0))
        alike += _join_pieces(left, right, vocabulary) + _join_pieces(right, left, vocabulary)
    return 0.0 if any(sets_apart(token.word) for token in chain(left, right)) else alike / whole


def _weight(tokens: Iterable[Token]) -> float:
    return sum(FILLER if token.word in _FILLERS else 1 for token in tokens)


def _pair_off(left: list[Token], right: list[Token], compare: Callable[[Token, Token], float]) -> float:
    """Take the tokens that are alike off both lists and return what they weigh."""
    alike = 0.0
    for one in tuple(left):
        for other in right:
            if likeness := compare(one, other):
                left.remove(one)
                right.remove(other)
                alike += likeness * _weight((one, other))
                break
    return alike


def _join_pieces(whole: list[Token], pieces: list[Token], vocabulary: Vocabulary) -> float:
    alike = 0.0
    for one in tuple(whole):
        for first, second in vocabulary.pieces.get(one.word, ()):
            found = [token for token in pieces if token.word in {first, second}]
            if {token.word for token in found} == {first, second}:
                whole.remove(one)
                for token in found:
                    pieces.remove(token)
                alike += ONE_PIECE * _weight([one, *found])
                break
    return alike


def _grouped(entries: Iterable[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], list[int]]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for found, number in entries:
        groups.setdefault(found, []).append(number)
    return groups


def _after(number: int, group: list[int]) -> list[int]:
    at = bisect_right(group, number)
    return group[at : at + NEIGHBOURS]


def _under(groups: dict[tuple[str, ...], list[int]], cores: Iterable[tuple[str, ...]]) -> Iterator[int]:
    for core in cores:
        yield from islice(groups.get(core, ()), NEIGHBOURS)


def _mended(name: Name, glossary: Glossary, vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    """Yield the cores the name would have without its slips, or with a word in pieces."""
    if vocabulary.mends.keys().isdisjoint(name.words) and vocabulary.pieces.keys().isdisjoint(name.words):
        return
    ways = [
        [*((slip,) for slip in vocabulary.mends.get(word, ())), *vocabulary.pieces.get(word, ())] for word in name.words
    ]
    one_by_one = ((*name.words[:at], *way, *name.words[at + 1 :]) for at, found in enumerate(ways) for way in found)
    all_at_once = chain.from_iterable(
        found[0] if found else (word,) for word, found in zip(name.words, ways, strict=True)
    )
    for spelling in chain(islice(one_by_one, SPELLINGS), [tuple(all_at_once)]):
        yield _core(glossary.read(spelling))


def _rests(name: Name, threshold: int, own: int) -> list[tuple[str, ...]]:
    """Return the cores without one of its words, as far as names with only the rest in common can reach the threshold.

    `own` is how many of the two names have a word of their own: one has a word too many, or each has another word.
    """
    core = name.core
    common = 2 * (len(core) - 1 + FILLER * (len(name.tokens) - len(core)))
    if len(core) == 1 or 100 * common < threshold * (common + own):
        return []
    return [core[:at] + core[at + 1 :] for at, word in enumerate(core) if not sets_apart(word)]
