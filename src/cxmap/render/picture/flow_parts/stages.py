"""The columns of touchpoints: stage by stage where lanes are not stages, and within one as the arrows lead."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import isqrt
from typing import NamedTuple

from cxmap.message import Named
from cxmap.render.geometry import Box as Place
from cxmap.render.geometry import Layout
from cxmap.render.picture.canvas import Box, Group, Label
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.theme import font, hue
from cxmap.report.drawing import Arrow, Card, Drawing
from cxmap.words import Words

MOST_IN_CELL = 12
"""How many touchpoints stand above one another in one lane."""


class Band(NamedTuple):
    """The columns of a stage, from `first` to `last`, and how many cards wide a title over them may be."""

    stage: Named | None
    first: int
    last: int


class Columns(NamedTuple):
    """The column of each touchpoint by its id, and the stages over them."""

    of: Mapping[str, int]
    bands: tuple[Band, ...]


def columns(drawing: Drawing, lane_of: Mapping[str, int]) -> Columns:
    """Return the columns: those of a stage begin where those of the one before it end, unless stages are the lanes.

    Arrows lead on to the right, as far as that does not make the picture too wide to be looked at: where it would,
    touchpoints that follow one another share a column.
    """
    by_stage = drawing.by != "stage"
    groups: dict[Named | None, list[Card]] = defaultdict(list)
    for card in drawing.cards:
        groups[card.stage if by_stage else None].append(card)
    ways = defaultdict(list)
    for arrow in drawing.arrows:
        ways[arrow.end].append(arrow)
    ranks = {stage: _ranks(inside, ways) for stage, inside in groups.items()}
    whole = sum(max(of.values()) + 1 for of in ranks.values())
    most = max(_COLUMNS, 2 * isqrt(len(drawing.cards)))
    found: dict[str, int] = {}
    bands: list[Band] = []
    for stage, of in ranks.items():
        first = bands[-1].last + 1 if bands else 0
        own = _loosened(_folded(of, whole, most), lane_of)
        found.update({name: first + rank for name, rank in own.items()})
        bands.append(Band(stage, first, first + max(own.values())))
    return Columns(found, tuple(bands) if by_stage else ())


def height(bands: Sequence[Band], width: int, words: Words) -> int:
    """Return how high the titles of the stages are over cards that are so wide."""
    lines = max((len(_lines(band, width * (band.last - band.first + 1), words)) for band in bands), default=0)
    return lines * font(_TITLE).step + 2 * _PADDING + _BELOW if lines else 0


def titles(bands: Sequence[Band], width: int, layout: Layout, top: int, words: Words) -> list[Group]:
    """Return the titles of the stages, each over its columns."""
    found = []
    for number, band in enumerate(bands):
        place = _place(band, layout.column_titles, top)
        lines = _lines(band, width * (band.last - band.first + 1), words)
        box = Box(*place, f"head-{hue(number)}", 6)
        label = Label(
            place.x + _PADDING + 2, place.y + _PADDING + font(_TITLE).rise, lines, _TITLE, step=font(_TITLE).step
        )
        found.append(Group((box, label), " ".join(lines), band.stage.entity if band.stage else ""))
    return found


def _place(band: Band, columns: Sequence[Place], top: int) -> Place:
    """Return the place of a title: it reaches half of the way to its neighbours."""
    first, last = columns[band.first], columns[band.last]
    left = (columns[band.first - 1].right + first.x) // 2 + _BETWEEN if band.first else first.x
    right = (last.right + columns[band.last + 1].x) // 2 - _BETWEEN if band.last + 1 < len(columns) else last.right
    return Place(left, first.y + top, right - left, first.height - _BELOW)


_BETWEEN = 2
_COLUMNS = 16
"""So many columns are never too many."""

_TITLE = "stage"
_PADDING = 8
_BELOW = 10


def _lines(band: Band, width: int, words: Words) -> tuple[str, ...]:
    text = called(band.stage) if band.stage else words.sentence("No stage")
    return wrapped(text, width - 2 * _PADDING - 4, 3, font(_TITLE))


def _ranks(inside: Sequence[Card], ways: Mapping[str, Sequence[Arrow]]) -> dict[str, int]:
    """Return how far into its stage each touchpoint is: behind all from which arrows lead on to it."""
    ranks: dict[str, int] = {}
    for card in inside:
        name = card.touchpoint.id
        before = [ranks[way.start] for way in ways[name] if way.start in ranks and way.kind != "back"]
        ranks[name] = max(before, default=-1) + 1
    return ranks


def _folded(ranks: Mapping[str, int], whole: int, most: int) -> dict[str, int]:
    """Return ranks in as many columns as are this stage's share of all that there may be."""
    own = max(ranks.values()) + 1
    share = max(1, round(own * most / whole)) if whole > most else own
    return {name: rank * share // own for name, rank in ranks.items()}


def _loosened(ranks: Mapping[str, int], lane_of: Mapping[str, int]) -> dict[str, int]:
    """Return ranks such that no more than `MOST_IN_CELL` touchpoints stand above one another."""
    full = Counter((lane_of[name], rank) for name, rank in ranks.items())
    wide = {rank: max(-(-full[cell] // MOST_IN_CELL) for cell in full if cell[1] == rank) for _, rank in full}
    first = dict(zip(sorted(wide), accumulate((wide[rank] for rank in sorted(wide)), initial=0), strict=False))
    placed: Counter[tuple[int, int]] = Counter()
    found = {}
    for name, rank in ranks.items():
        cell = (lane_of[name], rank)
        found[name] = first[rank] + placed[cell] // MOST_IN_CELL
        placed[cell] += 1
    return found
