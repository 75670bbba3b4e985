"""The line through the points of a route, with rounded corners."""

from collections.abc import Iterator, Sequence

from cxmap.render.geometry.shapes import Point

Command = tuple[str, *tuple[int, ...]]
"""A letter and its numbers, as SVG and others know them: ("M", x, y), ("L", x, y), ("Q", x, y, x, y)."""


def rounded(points: Sequence[Point], radius: int) -> tuple[Command, ...]:
    """Return the commands that draw a line through the points, its corners as round as there is room for."""
    return tuple(_commands(points, radius))


def path_data(points: Sequence[Point], radius: int) -> str:
    """Return the same as the `d` of an SVG path."""
    return " ".join(letter + " ".join(map(str, numbers)) for letter, *numbers in rounded(points, radius))


def _commands(points: Sequence[Point], radius: int) -> Iterator[Command]:
    yield ("M", *points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, _half(before, corner), _half(corner, after))
        if room:
            yield ("L", *_towards(corner, before, room))
            yield ("Q", *corner, *_towards(corner, after, room))
        else:
            yield ("L", *corner)
    yield ("L", *points[-1])


def _half(one: Point, other: Point) -> int:
    return (abs(one.x - other.x) + abs(one.y - other.y)) // 2


def _towards(point: Point, other: Point, far: int) -> Point:
    return Point(point.x + far * _sign(other.x - point.x), point.y + far * _sign(other.y - point.y))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
