"""Columns or rows one after the other, with gutters around them that are as wide as the lines in them need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxmap.render.geometry.shapes import Options


@dataclass(frozen=True, slots=True)
class Axis:
    """Where columns and the upright lines between them are, to the right, or rows and the lines across, downwards.

    Attributes:
        starts: Where each column or row begins.
        sizes: How wide a column, how high a row is.
        splits: A place in each gutter where no line is, as near to its middle as possible.
        lines: Where each line in a gutter is, by its number.
        end: Where the last gutter ends.
    """

    starts: list[int]
    sizes: list[int]
    splits: list[int]
    lines: Mapping[int, int]
    end: int

    def middle(self, number: int) -> int:
        """Return where the middle of a column or row is."""
        return self.starts[number] + self.sizes[number] // 2


def axis(
    start: int, sizes: Sequence[int], gaps: Sequence[int], tracks: Mapping[int, tuple[int, int]], options: Options
) -> Axis:
    """Return the places of columns or rows.

    Args:
        start: Where the first gutter begins.
        sizes: The size of each column or row.
        gaps: The least width of the gutter before each, and of the one behind the last.
        tracks: The gutter and the track of each line, by its number.
        options: How far apart lines are, and how far from cards.
    """
    counts = [0] * len(gaps)
    for gutter, track in tracks.values():
        counts[gutter] = max(counts[gutter], track + 1)
    place, starts, firsts, splits = start, [], [], []
    for gap, count, size in zip(gaps, counts, [*sizes, 0], strict=True):
        lines = max(count - 1, 0) * options.track
        width = max(gap, lines + 2 * options.clearance) if count else gap
        firsts.append(place + (width - lines) // 2)
        splits.append(firsts[-1] + _between(count, options.track, width // 2))
        starts.append(place + width)
        place += width + size
    lines_at = {number: firsts[gutter] + track * options.track for number, (gutter, track) in tracks.items()}
    return Axis(starts[:-1], list(sizes), splits, lines_at, place)


def _between(count: int, track: int, room: int) -> int:
    """Return how far behind the first of so many lines a place is where none of them is, near the middle of them all.

    A single line has none beside it to be between: there it is the place half way to the nearer card, if not nearer.
    """
    if count == 0:
        return 0
    if count == 1:
        return min(track, room) // 2
    return count // 2 * track + (track // 2 if count % 2 else -(track // 2))
