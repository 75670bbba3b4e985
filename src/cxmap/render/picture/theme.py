"""What the looks of shapes mean on a light and on a dark ground.

Text and what tells things apart keep the contrast that WCAG 2.2 asks for at level AA: 4.5 for text on every ground it
may lie on, 3 for lines and symbols that say something. Colour is never the only sign of anything.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from cxmap.render.picture.letters import Font

Theme = Literal["auto", "light", "dark"]

FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
CLASS = "cx"
"""What all class names begin with, so that they are nobody else's in a page."""


class Two(NamedTuple):
    """A colour on a light ground, and the same on a dark one."""

    light: str
    dark: str


class TextLook(NamedTuple):
    """A text: its font and colour."""

    font: Font
    colour: Two
    italic: bool = False
    struck: bool = False


class BoxLook(NamedTuple):
    """A box: what it is filled with, and its border."""

    fill: Two | None
    stroke: Two | None = None
    thick: float = 1.0
    dashes: str = ""


class LineLook(NamedTuple):
    """A line, or, with a `fill`, a figure."""

    stroke: Two | None
    thick: float = 1.5
    dashes: str = ""
    fill: Two | None = None


def font(look: str) -> Font:
    """Return the font of a text's look."""
    return TEXTS[look].font


def hue(number: int | None) -> str:
    """Return the hue of the stage, lane or journey with a number, counted from 0: `0` to `7`, and again from `0`.

    It goes behind the looks that have hues: `head-3`, `tint-3`, `chevron-3`; without a number it is `none`. Journeys
    have `curve-3`, `dot-3` and `point-3`.
    """
    return "none" if number is None else str(number % HUES)


# Colours.


def _hsl(degrees: int, saturation: int, lightness: int) -> str:
    """Return a colour of the wheel as hexadecimal digits."""
    chroma = (1 - abs(2 * lightness / 100 - 1)) * saturation / 100
    start = lightness / 100 - chroma / 2
    values = []
    for shift in (0, 8, 4):
        k = (shift + degrees / 30) % 12
        values.append(round(255 * (start + chroma / 2 + chroma / 2 * -max(-1.0, min(k - 3, 9 - k, 1.0)))))
    return "#" + "".join(f"{value:02x}" for value in values)


_WHEEL = (212, 174, 88, 42, 16, 338, 284, 250)
"""Eight hues; neighbours are as easy to tell apart as eight can be."""
HUES = len(_WHEEL)

PAGE = Two("#ffffff", "#14171b")
PANEL = Two("#f5f6f8", "#1c2127")
RAISED = Two("#ffffff", "#232930")
INK = Two("#1b1f24", "#e9ecf0")
SOFT = Two("#4d5661", "#b3bcc7")
FAINT = Two("#dde1e6", "#343c45")
LINE = Two("#b6bec8", "#59636f")
STRONG = Two("#6b7682", "#8d98a5")
GREEN = Two("#17602d", "#86dd9e")
GREEN_FILL = Two("#e0f4e5", "#12331d")
RED = Two("#9c1f17", "#ff9e95")
RED_FILL = Two("#fce6e4", "#42150f")
AMBER = Two("#7a4d00", "#f2c766")
AMBER_FILL = Two("#fdf1d0", "#3a2a06")
BLUE = Two("#0b4fb3", "#8ab8ff")
BLUE_FILL = Two("#e3edfb", "#152a47")
SLATE = Two("#3a4552", "#d3dae2")

_HEADS = tuple(Two(_hsl(degrees, 34, 87), _hsl(degrees, 24, 24)) for degrees in _WHEEL)
_EDGES = tuple(Two(_hsl(degrees, 28, 68), _hsl(degrees, 22, 40)) for degrees in _WHEEL)
_TINTS = tuple(Two(_hsl(degrees, 36, 97), _hsl(degrees, 16, 13)) for degrees in _WHEEL)
_STROKES = tuple(Two(_hsl(degrees, 55, 36), _hsl(degrees, 55, 70)) for degrees in _WHEEL)


# Looks.

TEXTS: Mapping[str, TextLook] = {
    "title": TextLook(Font(26, bold=True), INK),
    "subtitle": TextLook(Font(15), SOFT),
    "text": TextLook(Font(13), INK),
    "strong": TextLook(Font(13, bold=True), INK),
    "soft": TextLook(Font(12), SOFT),
    "small": TextLook(Font(11), SOFT),
    "struck": TextLook(Font(13, bold=True), SOFT, struck=True),
    "quote": TextLook(Font(12), INK, italic=True),
    "stage": TextLook(Font(15, bold=True), INK),
    "goal": TextLook(Font(12), INK),
    "row": TextLook(Font(14, bold=True), INK),
    "lane-title": TextLook(Font(14, bold=True), INK),
    "number": TextLook(Font(12, bold=True), PAGE),
    "strong-small": TextLook(Font(12, bold=True), INK),
    "axis": TextLook(Font(11), SOFT),
    "label": TextLook(Font(12), INK),
    "good": TextLook(Font(12, bold=True), GREEN),
    "bad": TextLook(Font(12, bold=True), RED),
    "warn": TextLook(Font(12, bold=True), AMBER),
    "accent": TextLook(Font(12, bold=True), BLUE),
    "added": TextLook(Font(12, bold=True), GREEN),
    "removed": TextLook(Font(12, bold=True), RED),
    "changed": TextLook(Font(12, bold=True), AMBER),
}

BOXES: Mapping[str, BoxLook] = {
    "page": BoxLook(PAGE),
    "panel": BoxLook(PANEL),
    "lane": BoxLook(PANEL),
    "lane-alt": BoxLook(PAGE),
    "lane-title-ground": BoxLook(FAINT),
    "card": BoxLook(RAISED, LINE),
    "card-truth": BoxLook(RAISED, BLUE, 2),
    "card-pain": BoxLook(RAISED, RED, 2),
    "card-planned": BoxLook(RAISED, STRONG, 1.5, "6 4"),
    "card-retired": BoxLook(PANEL, LINE, 1, "2 3"),
    "card-added": BoxLook(GREEN_FILL, GREEN, 2.5),
    "card-changed": BoxLook(AMBER_FILL, AMBER, 2, "1 3"),
    "card-removed": BoxLook(RED_FILL, RED, 2, "7 4"),
    "chip": BoxLook(PANEL, FAINT),
    "chip-good": BoxLook(GREEN_FILL),
    "chip-warn": BoxLook(AMBER_FILL),
    "chip-accent": BoxLook(BLUE_FILL),
    "label-ground": BoxLook(PAGE),
    "badge": BoxLook(SLATE),
    "rule": BoxLook(FAINT),
    "head-none": BoxLook(FAINT),
    "tint-none": BoxLook(PANEL),
    **{f"head-{number}": BoxLook(fill) for number, fill in enumerate(_HEADS)},
    **{f"tint-{number}": BoxLook(fill) for number, fill in enumerate(_TINTS)},
}

LINES: Mapping[str, LineLook] = {
    "arrow": LineLook(STRONG, 1.5),
    "arrow-back": LineLook(STRONG, 1.5, "7 4"),
    "arrow-recovery": LineLook(STRONG, 1.8, "2 4"),
    "arrow-handover": LineLook(SLATE, 2.5),
    "arrow-handover-back": LineLook(SLATE, 2.5, "9 5"),
    "arrow-handover-recovery": LineLook(SLATE, 2.5, "3 5"),
    "arrow-added": LineLook(GREEN, 3),
    "arrow-changed": LineLook(AMBER, 3, "2 3"),
    "arrow-removed": LineLook(RED, 2, "7 4"),
    "interaction": LineLook(SLATE, 1.5),
    "visibility": LineLook(SLATE, 1.5, "8 5"),
    "grid": LineLook(FAINT, 1),
    "rule-line": LineLook(LINE, 1),
    "zero": LineLook(LINE, 1, "3 4"),
    "leader": LineLook(LINE, 1),
    "curve": LineLook(SLATE, 2.5),
    "curve-gap": LineLook(STRONG, 2, "3 5"),
    "face-ground": LineLook(None, fill=PAGE),
    "metro": LineLook(SLATE, 5),
    "stop": LineLook(SLATE, 3, fill=PAGE),
    "stop-full": LineLook(SLATE, 3, fill=SLATE),
    "bracket": LineLook(STRONG, 1.5),
    "chevron-none": LineLook(LINE, 1, fill=FAINT),
    **{f"curve-{number}": LineLook(stroke, 2) for number, stroke in enumerate(_STROKES)},
    **{f"dot-{number}": LineLook(stroke, 1.5, fill=PAGE) for number, stroke in enumerate(_STROKES)},
    **{f"point-{number}": LineLook(stroke, 1.5, fill=stroke) for number, stroke in enumerate(_STROKES)},
    **{
        f"chevron-{number}": LineLook(edge, 1, fill=fill)
        for number, (edge, fill) in enumerate(zip(_EDGES, _HEADS, strict=True))
    },
}

SYMBOL_LOOKS: Mapping[str, Two] = {
    "icon": SOFT,
    "icon-strong": SLATE,
    "icon-truth": BLUE,
    "icon-pain": RED,
    "icon-good": GREEN,
    "icon-warning": AMBER,
    "icon-error": RED,
    "face-bad": RED,
    "face-neutral": AMBER,
    "face-good": GREEN,
}

GROUNDS: Mapping[str, tuple[str, ...]] = {
    "number": ("badge", "stop-full"),
    "good": ("page", "panel", "card", "card-planned", "chip", "chip-good"),
    "bad": ("page", "panel", "card", "card-planned", "card-retired", "chip"),
    "warn": ("page", "panel", "card", "card-planned", "card-retired", "chip", "chip-warn"),
    "accent": ("page", "panel", "card", "card-planned", "chip", "chip-accent"),
    "added": ("page", "panel", "card", "card-added"),
    "removed": ("page", "panel", "card", "card-removed"),
    "changed": ("page", "panel", "card", "card-changed"),
}
"""What the texts lie on; those that are not named here lie on any box but a badge."""


# Rules.


def rules(theme: Theme = "auto") -> str:
    """Return the rules of a style sheet for pictures; `auto` goes by what the reader's screen is set to."""
    if theme != "auto":
        return "\n".join(_rules(("light", "dark").index(theme)))
    dark = "\n".join(_rules(1))
    return "\n".join((*_rules(0), f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}"))


def _rules(side: int) -> Iterator[str]:
    for name, text in TEXTS.items():
        weight = 600 if text.font.bold else 400
        style = " font-style: italic;" if text.italic else ""
        struck = " text-decoration: line-through;" if text.struck else ""
        yield (
            f".{CLASS}-{name} {{ fill: {text.colour[side]}; font-size: {text.font.size}px; font-weight: {weight};"
            f"{style}{struck} font-family: {FAMILY}; unicode-bidi: plaintext; }}"
        )
    for name, box in BOXES.items():
        yield f".{CLASS}-{name} {{ {_painted(box.fill, box.stroke, box.thick, box.dashes, side)} }}"
    for name, line in LINES.items():
        yield f".{CLASS}-{name} {{ {_painted(line.fill, line.stroke, line.thick, line.dashes, side)} }}"
        yield f".{CLASS}-tip-{name} {{ fill: {line.stroke[side] if line.stroke else 'none'}; }}"
    for name, colour in SYMBOL_LOOKS.items():
        yield f".{CLASS}-{name} {{ fill: {colour[side]}; stroke: {colour[side]}; }}"


def _painted(fill: Two | None, stroke: Two | None, thick: float, dashes: str, side: int) -> str:
    painted = f"fill: {fill[side] if fill else 'none'};"
    if stroke is not None:
        painted += f" stroke: {stroke[side]}; stroke-width: {thick:g};"
        painted += f" stroke-dasharray: {dashes};" if dashes else ""
    return painted
