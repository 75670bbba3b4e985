"""Where the results of a command go: one format to stdout, and more of them into files."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cxmap.cli.screen import emit, write_whole
from cxmap.cli.screen import look as look_of
from cxmap.errors import CxmapError
from cxmap.message import said

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

    def ask_for(self, name: str) -> bool:
        """Return whether a format is among them."""
        return name == self.format or any(name == wanted for wanted, _ in self.files)

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
                said("`{format}` is nothing that a terminal could show.", format=self.format),
                said("Write it into a file: `--output {format}:FILE`.", format=self.format),
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
        raise CxmapError(
            said("There is no format `{name}`.", name=name), said("The formats are {names}.", names=tuple(formats))
        )
    return name


def _output(formats: Sequence[str], text: str) -> tuple[str, Path]:
    """Return the format and the file that `FORMAT:FILE` names, or `FILE` alone, if its ending says the format."""
    name, _, path = text.partition(":")
    if path and (name in formats or len(name) != 1):
        return _known(formats, name), Path(path)
    if name in formats:
        raise CxmapError(
            said("`--output {text}` names no file.", text=text), said("Write one: `{format}:FILE`.", format=name)
        )
    found = _by_ending(formats, text)
    if found is None:
        raise CxmapError(
            said("The ending of `--output {text}` says no format.", text=text),
            said(
                "Write the format before the file, as in `{format}:FILE`. The formats are {names}.",
                format=formats[0],
                names=tuple(formats),
            ),
        )
    return found, Path(text)


_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "gv": ("dot",),
    "htm": ("html",),
    "md": ("markdown", "mermaid"),
    "mmd": ("mermaid",),
    "txt": ("text",),
}
"""The formats that the ending of a file stands for, if it is not the name of one; the first that is known counts."""


def _by_ending(formats: Sequence[str], path: str) -> str | None:
    ending = Path(path).suffix.lstrip(".").lower()
    return next((name for name in (ending, *_ENDINGS.get(ending, ())) if name in formats), None)
