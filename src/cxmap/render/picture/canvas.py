"""The shapes that a picture consists of. All measures are whole pixels at a font of 13, from the upper left corner.

A shape has a look, not colours: `theme` says what a look is on a light and on a dark ground.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Union


class Box(NamedTuple):
    """A rectangle, with round corners where `radius` is not 0."""

    x: int
    y: int
    width: int
    height: int
    look: str
    radius: int = 0


class Label(NamedTuple):
    """Lines of text. `y` is the base line of the first; the next is `step` lower. Texts are fit to show."""

    x: int
    y: int
    lines: tuple[str, ...]
    look: str
    anchor: Literal["start", "middle", "end"] = "start"
    step: int = 17


class Path(NamedTuple):
    """A line in the words of SVG; `arrow` gives it a head at its end."""

    d: str
    look: str
    arrow: bool = False


class Symbol(NamedTuple):
    """A small drawing by its name, one of `symbols.SYMBOLS`, in a square of `size`."""

    name: str
    x: int
    y: int
    size: int
    look: str


class Group(NamedTuple):
    """Shapes that are one thing. `title` is what a screen reader and the mouse tell of it; `key` tells what it shows.

    The key is the entity's name, such as `touchpoint:checkout`: in the web page, pressing the group opens it.
    """

    shapes: tuple["Shape", ...]
    title: str = ""
    key: str = ""
    look: str = ""


Shape = Union[Box, Label, Path, Symbol, Group]  # noqa: UP007 - `Group` is named before it is there


@dataclass(frozen=True, slots=True)
class Canvas:
    """A whole picture; later shapes lie upon earlier ones. `title` and `description` are for screen readers."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...]
