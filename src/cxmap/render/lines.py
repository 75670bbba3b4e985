"""Lines of text with looks: wrapped to a width, then written plainly or with the colours of a terminal."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cxmap.render.columns import columns
from cxmap.words import Part, Role


class Run(NamedTuple):
    """A stretch of a line in one style: words of Rich's style language such as `bold red`, or empty."""

    text: str
    style: str = ""


Line = Sequence[Run]


def wrapped(runs: Iterable[Run], width: int, indent: str = "", hanging: str | None = None) -> list[list[Run]]:
    """Return runs as lines of at most `width` columns, broken at spaces.

    The first line begins with `indent`, the others with `hanging` (the same, if not given). A word that is too long
    for a line keeps in one piece, so that paths and addresses can be clicked and copied.
    """
    hanging = indent if hanging is None else hanging
    lines: list[list[Run]] = [[Run(indent)]]
    room = width - columns(indent)
    used = 0
    for word in _words(runs):
        size = sum(columns(run.text) for run in word)
        if used and used + 1 + size > room:
            lines.append([Run(hanging)])
            room = width - columns(hanging)
            used = 0
        if used:
            lines[-1].append(Run(" ", word[0].style if word[0].style == lines[-1][-1].style else ""))
            used += 1
        lines[-1].extend(word)
        used += size
    return lines


def styled(pieces: Iterable[Part]) -> list[Run]:
    """Return the parts of a message as runs; ids keep their backticks, so that colour is never the only sign."""
    return [Run(f"`{part.text}`" if part.role == "id" else part.text, _ROLE_STYLES[part.role]) for part in pieces]


def written(lines: Iterable[Line], *, colour: bool) -> str:
    """Return lines as text, each ended; with ANSI's escapes if `colour`."""
    paint = _paint if colour else _text
    return "".join("".join(paint(run) for run in line).rstrip(" ") + "\n" for line in lines)


_ROLE_STYLES: dict[Role, str] = {"text": "", "id": "cyan", "name": "", "value": ""}


def _words(runs: Iterable[Run]) -> list[list[Run]]:
    # A word may consist of several runs: the bracket before an id, the full stop after it.
    words: list[list[Run]] = [[]]
    for run in runs:
        for position, text in enumerate(run.text.split(" ")):
            if position:
                words.append([])
            if text:
                words[-1].append(Run(text, run.style))
    return [word for word in words if word]


def _text(run: Run) -> str:
    return run.text


def _paint(run: Run) -> str:
    # Imported here because it costs start-up time and only a terminal with colours needs it.
    from rich.color import ColorSystem  # noqa: PLC0415
    from rich.style import Style  # noqa: PLC0415

    return Style.parse(run.style).render(run.text, color_system=ColorSystem.STANDARD)
