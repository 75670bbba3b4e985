"""Where the results of a command go: one format to stdout, and more of them into files."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cxmap.cli.screen import emit, look, write_whole
from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.render.look import Look
    from cxmap.words import Words

Report = TypeVar("Report")
Format = Annotated[str, typer.Option("--format", "-f", metavar="F", help="text or json, on stdout.")]


@dataclass(frozen=True, slots=True)
class Results:
    """The format for stdout, and those for files."""

    format: str
    files: tuple[tuple[str, Path], ...]

    def write(
        self, report: Report, load: "Callable[[str], Callable[[Report, Words, Look], str]]", folder: str = ""
    ) -> None:
        """Write a report in English in every format that was asked for; `load` returns what puts it in one."""
        from cxmap.words import ENGLISH

        on_stdout = look(sys.stdout, folder)
        self.write_files(report, load, ENGLISH, on_stdout)
        emit(load(self.format)(report, ENGLISH, on_stdout))

    def write_files(
        self,
        report: Report,
        load: "Callable[[str], Callable[[Report, Words, Look], str]]",
        words: "Words",
        look: "Look",
    ) -> None:
        """Write a report into the files that were asked for."""
        for name, path in self.files:
            write_whole(path, load(name)(report, words, replace(look, colour=False)))


def results(formats: Sequence[str], format: str, outputs: Iterable[str] | None) -> Results:  # noqa: A002 - the option's name
    """Return what `--format` and `--output` ask for. Raises `CxmapError` for what is not among the formats."""
    return Results(_known(formats, format), tuple(_output(formats, text) for text in outputs or ()))


def _known(formats: Sequence[str], name: str) -> str:
    if name not in formats:
        raise CxmapError(f"There is no format `{visible(name)}`.", f"The formats are {', '.join(formats)}.")
    return name


def _output(formats: Sequence[str], text: str) -> tuple[str, Path]:
    name, separator, path = text.partition(":")
    if not separator or not path:
        raise CxmapError(f"`--output {visible(text)}` names no file.", f"Write a format and a file: {formats[0]}:FILE.")
    return _known(formats, name), Path(path)
