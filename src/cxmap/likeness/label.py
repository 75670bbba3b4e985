"""What is compared and what is found: labels of touchpoints, groups and pairs of them."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Where a text stands in its touchpoint, in the order in which a finding prefers to show it."""

    NAME = "name"
    ALIAS = "alias"
    TRANSLATION = "translation"
    DESCRIPTION = "description"

    @property
    def rank(self) -> int:
        """Return 0 for the one to show first, counting up."""
        return _RANKS[self]


_RANKS = {kind: rank for rank, kind in enumerate(Kind)}


class Label(NamedTuple):
    """One text of one touchpoint.

    `owner` is the touchpoint's id. `stage` and `channel` are ids too; two labels without a stage share none. The kind
    of a translated name or alias is `TRANSLATION`, of a translated description `DESCRIPTION`.
    """

    owner: str
    text: str
    kind: Kind = Kind.NAME
    stage: str = ""
    channel: str = ""


class Group(NamedTuple):
    """Labels of two or more touchpoints with the same key: one a touchpoint, in the order of the owners."""

    key: str
    labels: tuple[Label, ...]


class Pair(NamedTuple):
    """Two touchpoints that are nearly alike, the smaller owner first, with the two texts that are most alike.

    `likeness` is in percent, a whole number rounded down. 100 stands only between descriptions with the same words.
    """

    likeness: int
    first: Label
    second: Label


def order(label: Label) -> tuple[int, Label]:
    """Return what labels of one touchpoint are ordered by: the one to show comes first."""
    return (label.kind.rank, label)
