"""Looks at a picture as a reader does: what lies where, what can be read, and whether anything is in the way."""

import re
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from cxmap.render.picture.canvas import Box, Group, Label, Path, Symbol
from cxmap.render.picture.letters import width
from cxmap.render.picture.svg import svg
from cxmap.render.picture.symbols import SYMBOLS
from cxmap.render.picture.theme import BOXES, LINES, SYMBOL_LOOKS, TEXTS, font


class Area(NamedTuple):
    """A rectangle by its sides, and what is there."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other, by=0.0):
        across = self.left + by < other.right and other.left + by < self.right
        return across and self.top + by < other.bottom and other.top + by < self.bottom

    def holds(self, other):
        across = self.left <= other.left + 0.01 and other.right <= self.right + 0.01
        return across and self.top <= other.top + 0.01 and other.bottom <= self.bottom + 0.01


def everything(shapes):
    """Yield all shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if isinstance(shape, Group):
            yield from everything(shape.shapes)


def groups(canvas, kind):
    """Return the groups that show things of a kind, by their keys without it."""
    found = [shape for shape in everything(canvas.shapes) if isinstance(shape, Group)]
    return [(one.key.partition(":")[2], one) for one in found if one.key.startswith(f"{kind}:")]


def cards(canvas, make=None):
    """Return the areas of the cards of touchpoints: the groups that begin with a box which looks like a card."""
    boxes = [(name, group.shapes[0]) for name, group in groups(canvas, "touchpoint")]
    # The customer's actions in a blueprint have rounder corners.
    return {name: area(box) for name, box in boxes if isinstance(box, Box) and box.radius == 8}


def ways(canvas):
    """Return the paths of the transitions by their ids."""
    found = groups(canvas, "transition")
    return {name: shape for name, group in found for shape in group.shapes if isinstance(shape, Path)}


def area(box, what=""):
    return Area(box.x, box.y, box.x + box.width, box.y + box.height, what)


def written(canvas):
    """Return the areas of all lines of text, judged from above, with what is written there."""
    return [one for shape in everything(canvas.shapes) if isinstance(shape, Label) for one in lines(shape)]


def lines(label):
    letters = font(label.look)
    for number, text in enumerate(label.lines):
        # A ligature of a whole phrase is judged by all of its letters, and takes less.
        wide = width(text, letters) if len(text.rstrip("…")) > 1 else min(width(text, letters), 10 * letters.size)
        base = label.y + number * label.step
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        yield Area(left, base - letters.size * 0.93, left + wide, base + letters.size * 0.24, text)


def read(canvas):
    """Return all that is written, in the order of the picture."""
    return " ".join(one.what for one in written(canvas))


def corners(path):
    """Return the points of a path of straight lines with round corners, whose corners count as sharp."""
    numbers = re.findall(r"([MLQ])\s*([-\d ]+)", path.d)
    points = []
    for letter, text in numbers:
        values = list(map(int, text.split()))
        points.append((values[0], values[1]))
        if letter == "Q":
            points.append((values[2], values[3]))
    return points


def check(canvas):
    """Hold everything that is true of every good picture."""
    root = ET.fromstring(svg(canvas))  # noqa: S314 - our own
    assert root.get("width") == str(canvas.width)
    assert canvas.title or canvas.description
    for shape in everything(canvas.shapes):
        _is_known(shape)
    _texts_have_room(canvas)
    found = cards(canvas)
    _apart(found.values())
    _free(found, ways(canvas))


def _is_known(shape):
    match shape:
        case Box():
            assert shape.look in BOXES
            assert all(type(number) is int for number in shape[:4])
            assert shape.width > 0
            assert shape.height > 0
        case Label():
            assert shape.look in TEXTS
            assert type(shape.x) is type(shape.y) is int
        case Path():
            assert shape.look in LINES
            assert "." not in shape.d
        case Symbol():
            assert shape.name in SYMBOLS
            assert shape.look in SYMBOL_LOOKS


def _texts_have_room(canvas):
    whole = Area(0, 0, canvas.width, canvas.height, "")
    texts = [one for one in written(canvas) if one.what.strip()]
    assert [one for one in texts if not whole.holds(one)] == []
    _apart(texts)
    for shape in everything(canvas.shapes):
        if isinstance(shape, Group) and shape.shapes and isinstance(shape.shapes[0], Box):
            ground = area(shape.shapes[0])
            inside = [one for label in shape.shapes if isinstance(label, Label) for one in lines(label)]
            # A number that stands for itself is followed by what it says.
            if shape.shapes[0].look != "badge":
                assert [one for one in inside if not ground.holds(one)] == []


def _apart(areas):
    """Hold that no two of some areas meet."""
    ahead = sorted(areas)
    for number, one in enumerate(ahead):
        for other in ahead[number + 1 :]:
            if other.left >= one.right:
                break
            assert not one.meets(other), (one, other)


def _free(found, paths):
    """Hold that no arrow crosses a card."""
    for path in paths.values():
        for (x1, y1), (x2, y2) in pairwise(corners(path)):
            line = Area(min(x1, x2), min(y1, y2), max(x1, x2) + 0.01, max(y1, y2) + 0.01, path.d)
            for name, one in found.items():
                assert not one.meets(line, by=1), (name, path.d)
