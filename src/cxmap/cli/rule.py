"""`cxmap rule`: explains a rule or a kind of change, or lists them all."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.options import stdout_is_utf8
from cxmap.cli.screen import emit, look, tell, write_whole
from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.report.validation import KindPage, RulePage


def rule(
    name: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="The rule or kind of change to explain; without, all are listed."),
    ] = None,
    *,
    format: Annotated[str, typer.Option("--format", "-f", metavar="F", help="text, markdown or json.")] = "text",  # noqa: A002
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write the pages of all rules into a folder instead.")
    ] = None,
    write_changes: Annotated[
        Path | None,
        typer.Option(
            "--write-changes", metavar="DIR", help="Write the pages of all kinds of change into a folder instead."
        ),
    ] = None,
) -> int:
    """Explain a rule, or a kind of change that `impact` sees: why it matters to the customer, with an example."""
    from cxmap.app.rule import explain, list_kinds, list_rules
    from cxmap.render.look import PLAIN
    from cxmap.render.rule import formats, index, load, markdown

    stdout_is_utf8()
    if format not in formats():
        raise CxmapError(
            said("There is no format `{name}`.", name=format), said("The formats are {names}.", names=tuple(formats()))
        )
    if write is not None:
        _write(write, markdown.index_of_rules(list_rules(), PLAIN), list_rules())
    if write_changes is not None:
        _write(write_changes, markdown.index_of_kinds(list_kinds(), PLAIN), list_kinds())
    if write is not None or write_changes is not None:
        return 0
    if name is None:
        emit(index(format)(list_rules(), list_kinds(), look(sys.stdout)))
    else:
        emit(load(format)(explain(name), look(sys.stdout)))
    return 0


def _write(folder: Path, listed: str, pages: "Sequence[RulePage | KindPage]") -> None:
    from cxmap.render.look import PLAIN
    from cxmap.render.rule import markdown

    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "README.md", listed)
    for explained in pages:
        write_whole(folder / f"{explained.id}.md", markdown.render(explained, PLAIN))
    tell(f"Wrote {len(pages)} pages to {visible(str(folder))}.\n")
