"""Synonyms of the field: words and phrases that name the same thing, in four languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cxmap.likeness.lists import lines
from cxmap.likeness.spelling import key
from cxmap.likeness.stems import stem

Phrase = tuple[str, ...]
"""The words of a synonym, without plurals, sorted."""


class Token(NamedTuple):
    """A word or phrase of a name: as written, without its plural, and the word that stands for its synonyms."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Groups of synonyms, ready to be looked up."""

    groups: tuple[tuple[Phrase, ...], ...]
    meanings: dict[str, str]
    phrases: dict[str, tuple[tuple[Phrase, str], ...]]

    @classmethod
    def of(cls, groups: Iterable[Sequence[str]]) -> "Glossary":
        """Return a glossary of groups of words and phrases; groups that share one become one group."""
        return cls._of([tuple(phrase for text in group if (phrase := _phrase(text))) for group in groups])

    def with_groups(self, groups: Iterable[Sequence[str]]) -> "Glossary":
        """Return this glossary with more groups; one that shares a word with a group here joins it."""
        more = Glossary.of(groups).groups
        return Glossary._of([*self.groups, *more]) if more else self

    def read(self, words: Iterable[str]) -> tuple[Token, ...]:
        """Return the tokens of a name from the words of its key, longest phrases first."""
        stems = [stem(word) for word in words]
        get = self.meanings.get
        if self.phrases.keys().isdisjoint(stems):
            return tuple([Token(word, get(word, word)) for word in stems])
        found: list[Token] = []
        for phrase, meaning in self._candidates(stems):
            if all(stems.count(word) >= phrase.count(word) for word in phrase):
                for word in phrase:
                    stems.remove(word)
                found.append(Token("".join(phrase), meaning))
        return (*(Token(word, get(word, word)) for word in stems), *found)

    def _candidates(self, stems: list[str]) -> list[tuple[Phrase, str]]:
        candidates = [entry for word in set(stems) for entry in self.phrases.get(word, ())]
        return sorted(candidates, key=_longest_first) if len(candidates) > 1 else candidates

    @classmethod
    def _of(cls, groups: list[tuple[Phrase, ...]]) -> "Glossary":
        merged = _merged(groups)
        meanings: dict[str, str] = {}
        phrases: dict[str, list[tuple[Phrase, str]]] = {}
        for group in merged:
            meaning = "".join(group[0])
            for phrase in group:
                meanings["".join(phrase)] = meaning
                if len(phrase) > 1:
                    phrases.setdefault(phrase[0], []).append((phrase, meaning))
        return cls(merged, meanings, {first: tuple(entries) for first, entries in phrases.items()})


@cache
def shipped() -> Glossary:
    """Return the glossary that comes with cxmap."""
    return Glossary.of(
        [text for column in line.split("|") for text in column.split(",") if text.strip() not in {"", "-"}]
        for line in lines("glossary")
    )


def _phrase(text: str) -> Phrase:
    return tuple(sorted(stem(word) for word in key(text).split()))


def _longest_first(entry: tuple[Phrase, str]) -> tuple[int, Phrase]:
    return (-len(entry[0]), entry[0])


def _merged(groups: list[tuple[Phrase, ...]]) -> tuple[tuple[Phrase, ...], ...]:
    """Join groups that share a phrase; what stands first stays first."""
    group_of: dict[Phrase, int] = {}
    merged: dict[int, dict[Phrase, None]] = {}
    for number, group in enumerate(groups):
        merged[number] = dict.fromkeys(group)
        for other in sorted({group_of[phrase] for phrase in group if phrase in group_of}, reverse=True):
            merged[number] = merged.pop(other) | merged[number]
        group_of.update(dict.fromkeys(merged[number], number))
    return tuple(tuple(group) for group in merged.values() if group)
