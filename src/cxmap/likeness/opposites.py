"""Words that make two touchpoints of two names, however near their letters."""

from functools import lru_cache

from cxmap.likeness.lists import words
from cxmap.likeness.spelling import has_digit

_OPPOSITES = words("opposites")

SHORTEST_WORD = 3
"""A shorter word is a code (a size, a country, a letter): a name with it is not like a name without."""


@lru_cache(maxsize=1 << 15)
def sets_apart(word: str) -> bool:
    """Tell whether a name with this word is never like a name without it: an opposite, a channel, a code, a number."""
    return len(word) < SHORTEST_WORD or word in _OPPOSITES or has_digit(word)


def is_opposite(word: str) -> bool:
    """Tell whether a word has an opposite, or is one of a few that touchpoints differ by."""
    return word in _OPPOSITES
