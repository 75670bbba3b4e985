"""`cxmap rule`: explains a rule, or lists them all."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cxmap.cli.options import stdout_is_utf8
from cxmap.cli.screen import emit, look, tell, write_whole
from cxmap.errors import CxmapError
from cxmap.visible import visible


def rule(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="The rule to explain; without, all are listed.")
    ] = None,
    *,
    format: Annotated[str, typer.Option("--format", "-f", metavar="F", help="text, markdown or json.")] = "text",  # noqa: A002
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write the pages of all rules into a folder instead.")
    ] = None,
) -> int:
    """Explain a rule: what is wrong, why it matters to the customer, an example and how it is mended."""
    from cxmap.app.rule import explain, list_rules
    from cxmap.render.rule import formats, index, load

    stdout_is_utf8()
    if write is not None:
        return _write(write)
    if format not in formats():
        raise CxmapError(f"There is no format `{visible(format)}`.", f"The formats are {', '.join(formats())}.")
    if name is None:
        emit(index(format)(list_rules(), look(sys.stdout)))
    else:
        emit(load(format)(explain(name), look(sys.stdout)))
    return 0


def _write(folder: Path) -> int:
    from cxmap.app.rule import list_rules
    from cxmap.render.look import PLAIN
    from cxmap.render.rule import markdown

    rules = list_rules()
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "README.md", markdown.index(rules, PLAIN))
    for explained in rules:
        write_whole(folder / f"{explained.id}.md", markdown.render(explained, PLAIN))
    tell(f"Wrote {len(rules)} pages to {visible(str(folder))}.\n")
    return 0
