"""Where something stands in a text: routes through the data, and the spans they lead to."""

from typing import NamedTuple

Route = tuple[str | int, ...]
"""The way to a value from the top of a file: `("touchpoints", "checkout", "raci", "consulted", 2)`."""


class Span(NamedTuple):
    """A stretch of text. Lines and columns count code points from 0; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(0, 0, 0, 0)
"""The very beginning of a file: the place of what concerns the file as a whole."""
