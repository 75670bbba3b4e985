"""Takes plurals off words, in English, Spanish, Italian and Portuguese at once, where the ending is unmistakable."""

from functools import lru_cache

from cxmap.likeness.lists import words

_NO_PLURALS = words("plurals") | words("opposites")
_SHORTEST = 4

# The first ending that fits is replaced. A name does not say its language, so an ending counts only when it is no
# common ending of singular words in any of the four.
_ENDINGS = (
    ("idades", "idad"),  # pt: novidades; es singular: -idad
    ("edades", "edad"),
    ("idade", "idad"),  # pt: novidade
    ("adores", "ador"),
    ("edores", "edor"),
    ("idores", "idor"),
    ("ctores", "ctor"),
    ("zioni", "zione"),  # it
    ("iones", "ion"),  # es
    ("sses", "ss"),  # en, as the next four
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("menti", "mento"),  # it
    ("enti", "ente"),
    ("coes", "cao"),  # pt, as the next two
    ("soes", "sao"),
    ("gens", "gem"),
    ("ies", "y"),  # en
    ("ais", "al"),  # pt
)
_BY_LAST_LETTER: dict[str, list[tuple[str, str]]] = {}
for _entry in _ENDINGS:
    _BY_LAST_LETTER.setdefault(_entry[0][-1], []).append(_entry)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return a word without its plural ending; a word of fewer than four letters or without one stays as it is."""
    if len(word) < _SHORTEST or word in _NO_PLURALS:
        return word
    for ending, singular in _BY_LAST_LETTER.get(word[-1], ()):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + singular
    if word[-1] == "s" and word[-2] not in "sui":
        return word[:-1]
    return word
