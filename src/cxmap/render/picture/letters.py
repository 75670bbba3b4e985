"""How wide texts are in a picture, and how they are broken into lines, without asking a browser or a font.

A width is judged from above: it is that of the widest fonts that readers' machines take for `sans-serif`, DejaVu Sans
and Verdana. So a text that fits here fits everywhere.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import category, combining, normalize

from cxmap.render.columns import columns


class Font(NamedTuple):
    """How large a text is, in pixels, and whether it is bold."""

    size: int = 13
    bold: bool = False

    @property
    def step(self) -> int:
        """How far below a line the next one is."""
        return self.size * 4 // 3

    @property
    def rise(self) -> int:
        """How far above the base line the tallest letters come."""
        return self.size


BOLD = Font(13, bold=True)


def width(text: str, font: Font = BOLD) -> float:
    """Return how wide a text is at most, in pixels."""
    return _wide(text, font) / 100


def wrapped(text: str, room: float, most: int, font: Font = BOLD) -> tuple[str, ...]:
    """Return text in at most so many lines that are not wider than `room`; what is left over becomes `…`.

    Lines break between words, and within a word only where it is wider than a line. What belongs to one letter, such
    as its accents or the parts of an emoji, stays together.
    """
    lines: list[str] = []
    for word in _pieces(text, room, font):
        if lines and width(f"{lines[-1]} {word}", font) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines[most - 1 :] = [_cut(rest, room - width("…", font), font).rstrip() + "…"]
            break
    return tuple(lines)


def widest(lines: tuple[str, ...], font: Font = BOLD) -> float:
    """Return how wide the widest of some lines is."""
    return max((width(line, font) for line in lines), default=0.0)


# Lines.


def _pieces(text: str, room: float, font: Font) -> Iterator[str]:
    """Yield words, and words that are too wide in pieces."""
    for word in text.split():
        rest = "".join(_letters(word))
        while width(rest, font) > room:
            piece = _cut(rest, room, font)
            yield piece
            rest = rest[len(piece) :]
        if rest:
            yield rest


def _cut(text: str, room: float, font: Font) -> str:
    """Return the beginning of a text that is not wider than `room`, one character at least."""
    letters = list(_letters(text))
    if letters and width(letters[0], font) > room:
        letters = list(letters[0])
    kept, used = "", 0
    for letter in letters:
        used += _wide(letter, font)
        if kept and used / 100 > room:
            break
        kept += letter
    return kept


def _letters(text: str) -> Iterator[str]:
    """Yield what readers take for one letter; of accents piled up on one no more than could be read."""
    letter = ""
    for character in text:
        joins = category(character) in ("Mn", "Mc", "Me") or character in _JOINING or letter.endswith(_JOINER)
        if letter and joins and len(letter) < _MOST_PARTS:
            letter += character if sum(map(bool, map(combining, letter))) < _MOST_ACCENTS else ""
        elif not letter or not joins:
            if letter:
                yield letter
            letter = character
    if letter:
        yield letter


_JOINER = "\u200d"
_JOINING = frozenset(_JOINER + "\u200c\ufe0e\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400))))
_MOST_ACCENTS = 3
_MOST_PARTS = 24


# Widths, in hundredths of the size of the font: whole numbers, so that no sum depends on its order.


def _wide(text: str, font: Font) -> int:
    return sum(_width(character, font.bold) for character in text) * font.size


@cache
def _width(character: str, bold: bool) -> int:  # noqa: FBT001 - the second half of the key of a table
    table = _BOLD if bold else _PLAIN
    if character in table:
        return table[character]
    if combining(character) or category(character) == "Cf":
        return 0 if character < "\u0370" or category(character) == "Cf" else _OTHER[bold]
    plain = "".join(part for part in normalize("NFKD", character) if not combining(part))
    if plain != character and plain:
        return min(_WIDEST, sum(_width(part, bold) for part in plain))
    if category(character) in ("So", "Co", "Cn"):
        return _SIGN
    if character in _WIDE:
        return _WIDE_ONE[bold]
    return _IDEOGRAPH if columns(character) > 1 else _OTHER[bold]


_WIDEST = 700
"""No font has a wider letter, not even for a whole sentence in one sign."""
_IDEOGRAPH = 105
_SIGN = 140
_WIDE = frozenset("ЉЊЖМФШЩЫЮѨѬѸѺѼжмфшщыюљњѩѽҖҤҦӔӕڜشسصضفښڛڝڞڡڢڣڤڥڦکڪლխպ")
_WIDE_ONE = (120, 140)
_OTHER = (85, 95)


def _table(**classes: str) -> dict[str, int]:
    """Return the widths of letters that are given by the hundredths of the size which they take."""
    return {letter: int(name[1:]) for name, letters in classes.items() for letter in letters}


_PLAIN = _table(
    w28="'ijl",
    w30="IJ",
    w32=" ,.\u0131ł",
    w34="/:;\\|",
    w36="f",
    w38="-",
    w40="()[]t¡·",
    w42="!r",
    w46='"',
    w50="*_`°ªº\u2013\u2018\u2019",
    w54="?sz“”«»",
    w56="Lc",
    w58="Fk",
    w60="vxy",
    w62="PTYaeo",
    w64="$0123456789ESbdghnpqu{}ß€£ðþ",
    w66="K",
    w70="ABCRVXZ",
    w74="U",
    w76="HN",
    w78="&DGÐđ",
    w80="OQØ",
    w82="w",
    w84="#+<=>^~\u00d7÷±→←↑↓",
    w88="M",
    w96="%",
    w98="mÆæ",
    w100="@W—…",
    w105="Œœ©®",
    w190="‰‱",
)
_BOLD = _table(
    w32="'",
    w36=" ijl\u0131",
    w38=",./IJ\\|ł",
    w40=":;·",
    w42="-¡",
    w44="f",
    w46="!()[]\u2018\u2019",
    w48="t",
    w50="_`r°",
    w54='"*\u2013',
    w60="?csz“”",
    w64="L«»ªº",
    w66="vxy",
    w68="aek",
    w70="$0123456789EFTo€£",
    w72="bdghnpqu{}ßðþ",
    w74="CPSYZ",
    w78="ABKRVX",
    w82="U",
    w84="#+<=>DGHN^~\u00d7÷±→←↑↓Ðđ",
    w86="OQØ",
    w88="&",
    w94="w",
    w100="@M—…",
    w102="%",
    w106="m",
    w110="Ææ©®",
    w112="W",
    w120="Œœ",
    w190="‰‱",
)
