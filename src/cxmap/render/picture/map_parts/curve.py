"""A smooth line through points that never swings beyond them."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[int, int]


def smooth(points: Sequence[Point]) -> str:
    """Return the line through points from left to right in the words of SVG; nothing for fewer than two.

    The line is monotone between points (Fritsch and Carlson): its peaks and valleys are points that somebody gave.
    """
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    slopes = _slopes(points)
    start = f"M{points[0][0]} {points[0][1]}"
    return start + "".join(
        f"C{_bend(one, slope, (other[0] - one[0]) / 3)} {_bend(other, then, (one[0] - other[0]) / 3)} "
        f"{other[0]} {other[1]}"
        for (one, slope), (other, then) in pairwise(zip(points, slopes, strict=True))
    )


def _bend(point: Point, slope: float, across: float) -> str:
    return f"{round(point[0] + across)} {round(point[1] + slope * across)}"


def _slopes(points: Sequence[Point]) -> list[float]:
    steps = [(other[1] - one[1]) / max(1, other[0] - one[0]) for one, other in pairwise(points)]
    inner = [_between(before, after) for before, after in pairwise(steps)]
    return [steps[0], *inner, steps[-1]]


def _between(before: float, after: float) -> float:
    """Return the slope at a point between two stretches: level where the line turns."""
    return 0.0 if before * after <= 0 else 2 * before * after / (before + after)
