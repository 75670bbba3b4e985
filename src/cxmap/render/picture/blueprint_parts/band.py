"""A band of a blueprint: its columns from the stages at the top to the systems at the bottom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.message import Named
from cxmap.render.picture.blueprint_parts import actions, backstage, bars
from cxmap.render.picture.blueprint_parts.columns import Column, stretches
from cxmap.render.picture.blueprint_parts.grid import COLUMN, Grid
from cxmap.render.picture.canvas import Box, Group, Label, Path, Shape, Symbol
from cxmap.render.picture.letters import widest, wrapped
from cxmap.render.picture.parts import card as cards
from cxmap.render.picture.parts.rows import ceiled
from cxmap.render.picture.theme import font, hue
from cxmap.words import Words

STRIP = 150
"""The width of the strip with the titles of the rows."""


class Shown(NamedTuple):
    """The shapes of a band, and how high it is."""

    shapes: tuple[Shape, ...]
    height: int


def band(
    columns: Sequence[Column],
    hues: Mapping[Named | None, int],
    ways: actions.Ways,
    place: tuple[int, int],
    words: Words,
) -> Shown:
    """Return a band at `place`, its upper left corner."""
    drawn = _Band(columns, Grid(place[0], STRIP, len(columns)), hues, ways, words)
    bottom = drawn.down_from(place[1])
    return Shown((*drawn.grounds, *drawn.shapes), bottom - place[1])


class _Band:
    """Draws a band from the top downwards."""

    def __init__(
        self, columns: Sequence[Column], grid: Grid, hues: Mapping[Named | None, int], ways: actions.Ways, words: Words
    ) -> None:
        self._columns = columns
        self._grid = grid
        self._hues = hues
        self._ways = ways
        self._words = words
        self._names = {number: cards.called(column.card.touchpoint) for number, column in enumerate(columns)}
        self.grounds: list[Shape] = []
        self.shapes: list[Shape] = []

    def down_from(self, y: int) -> int:
        """Draw everything from a height on, and return where it ends."""
        y = self._stages(y)
        y = self._within(y)
        channels = bars.tracks([backstage.channel(column.card) for column in self._columns])
        y = self._bars(y, self._words.sentence("Channel"), channels)
        return self._behind(self._meeting(y + 2))

    def _stages(self, y: int) -> int:
        runs = list(stretches([column.card.stage for column in self._columns]))
        texts = {run: wrapped(self._stage(run[0]), self._grid.wide(*run) - 24, 3, font("stage")) for run in runs}
        height = max(map(len, texts.values())) * font("stage").step + 16
        for run, lines in texts.items():
            stage = self._columns[run[0]].card.stage
            x = self._grid.left(run[0])
            box = Box(x, y, self._grid.wide(*run), height, f"head-{hue(self._hues.get(stage, 0))}", 6)
            label = Label(x + 12, y + 8 + font("stage").rise, lines, "stage", step=font("stage").step)
            self.shapes.append(Group((box, label), " ".join(lines), stage.entity if stage else ""))
        return y + height + 10

    def _stage(self, column: int) -> str:
        stage = self._columns[column].card.stage
        return cards.called(stage) if stage else self._words.sentence("No stage")

    def _within(self, y: int) -> int:
        """Draw a bracket over the steps of each nested journey, if there is one anywhere."""
        nested = [column.step.within if column.step else None for column in self._columns]
        if not any(nested):
            return y
        bottom = y
        for first, last in stretches(nested):
            journey = nested[first]
            if journey is None:
                continue
            lines = wrapped(cards.called(journey), self._grid.wide(first, last) - 22, 2, font("small"))
            x, right = self._grid.left(first), self._grid.left(first) + self._grid.wide(first, last)
            low = y + len(lines) * font("small").step + 5
            self.shapes.append(
                Group(
                    (
                        Symbol("journey", x, y, 14, "icon"),
                        Label(x + 20, y + font("small").rise, lines, "small", step=font("small").step),
                        Path(f"M{x} {low + 5} L{x} {low} L{right} {low} L{right} {low + 5}", "bracket"),
                    ),
                    " ".join(lines),
                    journey.entity,
                )
            )
            bottom = max(bottom, low + 14)
        return bottom

    def _bars(self, y: int, title: str, tracks: Sequence[bars.Track], look: str = "") -> int:
        inner = bars.high(tracks, self._grid) if tracks else _EMPTY
        height = self._row(y, title, inner, look)
        top = y + (height - inner) // 2
        self.shapes += bars.shown(tracks, self._grid, top, self._names)
        if not tracks:
            unknown = self._words.sentence("Nothing is known here.")
            self.shapes.append(Label(self._grid.start, top + font(_DIVIDER).rise, (unknown,), _DIVIDER))
        return y + height

    def _meeting(self, y: int) -> int:
        """Draw what the customer does and meets."""
        words, grid = self._words, self._grid
        found = actions.actions(self._columns, grid, words)
        height = self._row(y, words.sentence("Customer"), actions.high(found))
        top = y + (height - actions.high(found)) // 2
        self.shapes += actions.between(found, self._columns, self._ways, grid, top)
        self.shapes += actions.shown(found, grid, top, words)
        y = self._divider(y + height, words.sentence("Line of interaction"), "interaction")
        y, head = self._frontstage(y)
        self.shapes += self._starts(top + actions.high(found), head)
        return y

    def _behind(self, y: int) -> int:
        """Draw who stands behind it, and the systems."""
        words, cards = self._words, [column.card for column in self._columns]
        y = self._divider(y, words.sentence("Line of visibility"), "visibility")
        people = (
            *bars.tracks([backstage.accountable(card, words) for card in cards]),
            *bars.tracks([backstage.responsible(card) for card in cards]),
        )
        y = self._bars(y, words.sentence("Backstage"), people)
        y = self._divider(y, words.sentence("Line of internal interaction"), "visibility")
        return self._bars(
            y, words.sentence("Systems"), bars.tracks([backstage.systems(card) for card in cards]), "lane"
        )

    def _frontstage(self, y: int) -> tuple[int, int]:
        """Draw the cards, and return where their row ends and where they begin."""
        make = cards.Make(COLUMN)
        faces = [cards.face(column.card, make, self._words) for column in self._columns]
        inner = max(face.height for face in faces)
        height = self._row(y, self._words.sentence("Frontstage"), inner, "lane")
        top = y + (height - inner) // 2
        for number, face in enumerate(faces):
            box = Box(self._grid.left(number), top, COLUMN, inner, "")
            self.shapes.append(cards.shown(face, box, self._words))
        return y + height, top

    def _starts(self, top: int, bottom: int) -> Iterator[Shape]:
        """Yield the arrows that say who starts: from the customer down to the touchpoint, or up."""
        for number, column in enumerate(self._columns):
            x = self._grid.middle(number)
            who = column.card.initiated_by
            start, end = (top, bottom) if who in ("customer", "") else (bottom, top)
            yield Path(f"M{x} {start} L{x} {end}", backstage.STARTS[who], arrow=bool(who))

    def _row(self, y: int, title: str, inner: int, look: str = "") -> int:
        """Draw the ground and the title of a row, and return how high it is."""
        grid = self._grid
        lines = wrapped(title, STRIP - 24, 3, font("row"))
        text = len(lines) * font("row").step
        height = max(inner, text) + 2 * _PADDING
        if look:
            self.grounds.append(Box(grid.x, y, grid.right - grid.x, height, look))
        self.grounds.append(Box(grid.x, y, STRIP, height, "lane-title-ground"))
        top = y + (height - text) // 2
        self.grounds.append(Label(grid.x + 12, top + font("row").rise, lines, "row", step=font("row").step))
        return height

    def _divider(self, y: int, text: str, look: str) -> int:
        """Draw one of the lines of a blueprint with its name, and return where the next row begins."""
        grid = self._grid
        lines = wrapped(text, STRIP + COLUMN // 2 - 16, 2, font(_DIVIDER))
        step = font(_DIVIDER).step
        height = len(lines) * step + 2 * _AROUND
        middle = y + height // 2
        after = grid.x + max(ceiled(widest(lines, font(_DIVIDER))) + 12, STRIP)
        self.grounds.append(Label(grid.x, y + _AROUND + font(_DIVIDER).rise, lines, _DIVIDER, step=step))
        self.grounds.append(Path(f"M{after} {middle} L{grid.right} {middle}", look))
        return y + height


_PADDING = 12
_AROUND = 10
_EMPTY = 18
"""The height of a row in which there is nothing."""
_DIVIDER = "soft"
