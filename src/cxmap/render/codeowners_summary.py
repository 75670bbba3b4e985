"""What `cxmap codeowners` says beside its result: who is not asked and why, and which files mix owners."""

from collections.abc import Iterator

from cxmap.findings import Place
from cxmap.message import Message, said
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.report.codeowners import LARGEST, CodeownersReport, Mixed
from cxmap.visible import visible
from cxmap.words import Words, count, enumerated, parts, shortened


def summary(report: CodeownersReport, size: int, words: Words, look: Look) -> str:
    """Return the warnings, each with what to do about it, and how many files somebody is asked about.

    `size` is how many bytes the CODEOWNERS file has, or its block where there is no file.
    """
    lines: list[Line] = []
    for notice in report.notices:
        lines += _warning([Run(f"{_position(notice.place)}: "), *styled(parts(notice.message, words))], words, look)
        lines += _hint(notice.hint, words, look)
    for mixed in report.mixed:
        lines += _warning([Run(_mixed(mixed, words))], words, look)
    if report.mixed:
        lines += _hint(_SPLIT, words, look)
    if size >= LARGEST:
        lines += _warning(styled(parts(_TOO_LARGE, words)), words, look)
        lines += _hint(_FEWER_FILES, words, look)
    lines += wrapped([Run(_covered(report, words), "bold")], look.width, "", "  ")
    return written(lines, colour=look.colour)


_SPLIT = said(
    "Split a file that mixes owners, so that each part holds the touchpoints of one owner. Then only those are asked "
    "whom a change concerns."
)
_TOO_LARGE = said("GitHub reads no CODEOWNERS file of 3 MB or more: it would ask nobody at all.")
_FEWER_FILES = said("Keep touchpoints with the same owner together in one file: each file of the map takes a line.")


def _covered(report: CodeownersReport, words: Words) -> str:
    return count(
        len(report.files),
        "Somebody is asked about {asked} of {number} file.",
        "Somebody is asked about {asked} of {number} files.",
        words,
        asked=len(report.lines),
    )


def _mixed(mixed: Mixed, words: Words) -> str:
    path = f"{visible(mixed.path)}"
    (first, most), *others = [(f"`{shortened(owner)}`", number) for owner, number in mixed.owners]
    counted = count(most, "{owner} ({number} touchpoint)", "{owner} ({number} touchpoints)", words, owner=first)
    owners = enumerated([counted, *(f"{owner} ({number})" for owner, number in others)], words)
    return f"{path} {words.sentence('mixes owners:')} {owners}."


def _warning(runs: list[Run], words: Words, look: Look) -> Iterator[Line]:
    yield from wrapped([Run(words.sentence("warning:"), "bold yellow"), Run(" "), *runs], look.width, "", "  ")


def _hint(hint: Message, words: Words, look: Look) -> Iterator[Line]:
    yield from wrapped(
        [Run(words.sentence("hint:"), "green"), Run(" "), *styled(parts(hint, words))], look.width, "", "  "
    )


def _position(place: Place) -> str:
    return f"{visible(place.path)}:{place.span.line + 1}:{place.span.column + 1}"
