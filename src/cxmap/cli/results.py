"""Where the results of a command go: one format to stdout, and more of them into files."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cxmap.cli.screen import emit, write_whole
from cxmap.cli.screen import look as look_of
from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.render.look import Look
    from cxmap.words import Words

    Content = str | bytes

Report = TypeVar("Report")
Format = Annotated[str, typer.Option("--format", "-f", metavar="F", help="text or json, on stdout.")]


@dataclass(frozen=True, slots=True)
class Results:
    """The format for stdout, and those for files."""

    format: str
    files: tuple[tuple[str, Path], ...]

    def write(
        self,
        report: Report,
        load: "Callable[[str], Callable[[Report, Words, Look], Content]]",
        folder: str = "",
        *,
        words: "Words | None" = None,
        look: "Look | None" = None,
    ) -> None:
        """Write a report in every format that was asked for; `load` returns what puts it in one.

        It speaks English unless `words` says otherwise, and looks as suits stdout unless `look` does. `folder` is where
        the journey repository lies within the git repository. Raises `CxmapError`, before anything is written, where a
        terminal would get what is no text.
        """
        from cxmap.words import ENGLISH

        words, on_stdout = words or ENGLISH, look or look_of(sys.stdout, folder)
        content = load(self.format)(report, words, on_stdout)
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise CxmapError(
                f"`{self.format}` is nothing that a terminal could show.",
                f"Write it into a file: --output {self.format}:FILE.",
            )
        self.write_files(report, load, words, on_stdout)
        emit(content)

    def write_files(
        self,
        report: Report,
        load: "Callable[[str], Callable[[Report, Words, Look], Content]]",
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
