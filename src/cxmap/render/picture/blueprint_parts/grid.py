"""Where the columns of a blueprint are."""

from typing import NamedTuple

COLUMN = 184
"""The width of a column."""
GAP = 32
"""Between two columns: room for the arrow from one action of the customer to the next."""


class Grid(NamedTuple):
    """The columns of a band: `x` is the left side of the strip with the titles of the rows, which is `strip` wide."""

    x: int
    strip: int
    columns: int

    @property
    def start(self) -> int:
        """The left side of the first column."""
        return self.x + self.strip + GAP // 2

    @property
    def right(self) -> int:
        """The right side of the whole band."""
        return self.start + self.columns * (COLUMN + GAP) - GAP // 2

    def left(self, column: int) -> int:
        """Return the left side of a column."""
        return self.start + column * (COLUMN + GAP)

    def middle(self, column: int) -> int:
        """Return the middle of a column."""
        return self.left(column) + COLUMN // 2

    def wide(self, first: int, last: int) -> int:
        """Return how wide the columns from `first` to `last` are together."""
        return (last - first) * (COLUMN + GAP) + COLUMN
