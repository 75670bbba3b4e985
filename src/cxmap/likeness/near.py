"""Touchpoints whose names or descriptions are nearly alike. Importing this module loads rapidfuzz."""

from collections.abc import Iterable, Iterator
from itertools import islice

from cxmap.likeness import descriptions, names
from cxmap.likeness.glossary import Glossary, shipped
from cxmap.likeness.label import Kind, Label, Pair, order
from cxmap.likeness.spelling import key
from cxmap.likeness.vocabulary import Vocabulary

DEFAULT_THRESHOLD = 90

# Of the touchpoints with one name in one stage, two stand for all: the second is needed where the first has both names.
_STANDING_FOR_ALL = 2


def similar(
    labels: Iterable[Label], threshold: int = DEFAULT_THRESHOLD, glossary: Glossary | None = None
) -> list[Pair]:
    """Return the pairs of touchpoints that are nearly alike, each once, sorted by their owners.

    Names, aliases and translations are compared within a stage or a channel, descriptions everywhere. Touchpoints that
    share a key, which is for `duplicates` to say, make no pair. Where many share a name or a description, the first of
    them stands for all.

    Args:
        labels: The texts of the touchpoints, in any order.
        threshold: The least likeness to report, in percent, 0 to 100.
        glossary: Synonyms; without one, those that come with cxmap.
    """
    known = glossary or shipped()
    named: dict[str, list[Label]] = {}
    described: dict[descriptions.Description, list[Label]] = {}
    long: list[Label] = []
    for label in labels:
        if label.kind is Kind.DESCRIPTION:
            long.append(label)
        elif found := key(label.text):
            named.setdefault(found, []).append(label)
    for label, description in zip(long, descriptions.read((label.text for label in long), known), strict=True):
        if description:
            described.setdefault(description, []).append(label)
    best: dict[tuple[str, str], Pair] = {}
    for pair in (*_alike_names(named, threshold, known), *_alike_descriptions(described, threshold)):
        owners = (pair.first.owner, pair.second.owner)
        if owners not in best or _rank(pair) < _rank(best[owners]):
            best[owners] = pair
    keys = _keys(named, {owner for owners in best for owner in owners})
    return [best[owners] for owners in sorted(best) if keys[owners[0]].isdisjoint(keys[owners[1]])]


def likeness(first: str, second: str, glossary: Glossary | None = None) -> int:
    """Return how alike two names are, in percent: 100 if they have the same key, 0 if something sets them apart."""
    known = glossary or shipped()
    left, right = (names.read(found, known) for found in sorted((key(first), key(second))))
    if left.key == right.key:
        return 100
    if not left.key or not right.key:
        return 0
    return names.likeness(left, right, Vocabulary.of([*left.words, *right.words]))


def _alike_names(named: dict[str, list[Label]], threshold: int, glossary: Glossary) -> Iterator[Pair]:
    read = [names.read(found, glossary) for found in sorted(named) if names.is_short(found)]
    vocabulary = Vocabulary.of(word for name in read for word in name.words)
    together: dict[str, dict[str, list[Label]]] = {}
    for one, other in names.candidates(read, glossary, vocabulary, threshold):
        percent = names.likeness(read[one], read[other], vocabulary)
        if percent >= threshold:
            left, right = (
                together.get(found) or together.setdefault(found, _by_place(named[found]))
                for found in (read[one].key, read[other].key)
            )
            for place in sorted(left.keys() & right.keys()):
                yield from _meeting(percent, left[place], right[place])


def _alike_descriptions(described: dict[descriptions.Description, list[Label]], threshold: int) -> Iterator[Pair]:
    read = sorted(described, key=descriptions.by_length)
    for description in read:
        if len(described[description]) == 1:
            continue
        # The same text in many places: the first is shown with each of the others.
        labels = sorted(described[description], key=_by_owner)
        for label in labels[1:]:
            yield from _meeting(100, labels[:1], [label])
    for one, other in descriptions.candidates(read, threshold):
        percent = descriptions.likeness(read[one], read[other])
        if percent >= threshold:
            yield from _meeting(percent, *(_first_owners(described[read[number]]) for number in (one, other)))


def _by_place(labels: list[Label]) -> dict[str, list[Label]]:
    """Return, by stage and by channel, the labels that stand for all with the same key."""
    places: dict[str, list[Label]] = {}
    for label in labels:
        for kind, place in (("stage", label.stage), ("channel", label.channel)):
            if place:
                places.setdefault(f"{kind} {place}", []).append(label)
    return {place: _first_owners(found) for place, found in places.items()}


def _first_owners(labels: list[Label]) -> list[Label]:
    by_owner: dict[str, Label] = {}
    for label in sorted(labels, key=_by_owner):
        by_owner.setdefault(label.owner, label)
    return list(islice(by_owner.values(), _STANDING_FOR_ALL))


def _meeting(percent: int, left: list[Label], right: list[Label]) -> Iterator[Pair]:
    """Yield the first pair of labels that belong to two touchpoints."""
    for one in left:
        for other in right:
            if one.owner != other.owner:
                yield Pair(percent, *sorted((one, other), key=_by_owner))
                return


def _by_owner(label: Label) -> tuple[str, int, Label]:
    return (label.owner, *order(label))


def _rank(pair: Pair) -> tuple[int, tuple[int, Label], tuple[int, Label]]:
    return (-pair.likeness, order(pair.first), order(pair.second))


def _keys(named: dict[str, list[Label]], owners: set[str]) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = {owner: set() for owner in owners}
    for found, labels in named.items():
        for label in labels:
            if label.owner in keys:
                keys[label.owner].add(found)
    return keys
