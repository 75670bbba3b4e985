"""How far above or below the middle of their row the runs in a row of cards lie, and how high that makes the cards."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from cxmap.render.geometry.tracks import Skyline
from cxmap.render.geometry.ways import Run

LEAST_STEP = 4
"""How near to each other arrows come at a card that hundreds of them touch."""


def slots(runs: Sequence[Run], heights: Sequence[int], track: int) -> tuple[dict[int, int], list[int]]:
    """Return by its number how far each run in a row lies below the middle of the row, and how high each card must be.

    Runs that reach the same gutter between columns never lie at the same height, so that no two arrows seem to be one.

    Args:
        runs: All runs.
        heights: How high each card must be for its texts.
        track: How far apart runs should be.
    """
    found: dict[int, int] = {}
    grown = list(heights)
    in_row: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        if run.band % 2:
            in_row[run.band].append(number)
    for numbers in in_row.values():
        for together in _together(runs, numbers):
            found.update(_beside(runs, together, heights, track))
    for number, offset in found.items():
        for card in runs[number].cards:
            grown[card] = max(grown[card], 2 * (abs(offset) + track))
    return found, grown


def _together(runs: Sequence[Run], numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of a row in groups that have no gutter in common."""
    together: list[int] = []
    last = -1
    for number in sorted(numbers, key=lambda number: runs[number].first):
        if together and runs[number].first > last:
            yield together
            together = []
        together.append(number)
        last = max(last, runs[number].last)
    if together:
        yield together


def _beside(runs: Sequence[Run], numbers: Sequence[int], heights: Sequence[int], track: int) -> Mapping[int, int]:
    skyline = Skyline()
    levels = {}
    for number in sorted(numbers, key=lambda number: (runs[number].wish, number)):
        run = runs[number]
        levels[number] = skyline.height(run.first, run.last)
        skyline.lift(run.first, run.last, levels[number] + 1)
    most = max(levels.values())
    room = min((heights[card] for number in numbers for card in runs[number].cards), default=0) - 2 * track
    step = _step(most, room, track)
    return {number: (2 * level - most) * step // 2 for number, level in levels.items()}


_WIDEST = 1.6
_HIGHEST = 400


def _step(most: int, room: int, track: int) -> int:
    """Return how far apart runs lie: somewhat more where there is room, less where a card would become too high."""
    if most == 0:
        return track
    wide = min(room // most, round(track * _WIDEST))
    return max(wide, min(track, max(_HIGHEST // most, LEAST_STEP)))
