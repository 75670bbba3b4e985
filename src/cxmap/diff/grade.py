"""How much a change means to the customer and to those who deliver."""

from enum import StrEnum


class Grade(StrEnum):
    """The grades of a change, gravest first."""

    BREAKING = "breaking"
    """A customer can no longer do what they could."""

    DISRUPTIVE = "disruptive"
    """It works, but somebody must do something new."""

    NOTABLE = "notable"
    """Worth knowing."""

    WORDING = "wording"
    """Other words for the same."""

    @property
    def rank(self) -> int:
        """Return 0 for the gravest, counting up."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}
