"""`cxmap schema`: the JSON Schemas of journey files, of cxmap.yaml and of what commands print."""

from pathlib import Path
from typing import Annotated

import typer

from cxmap.cli.options import stdout_is_utf8
from cxmap.cli.screen import emit, tell, write_whole
from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.visible import visible


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="files, config, or what a command prints: findings, impact, list, show, route, history.",
        ),
    ] = "files",
    *,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write all schemas into a folder instead.")
    ] = None,
) -> int:
    """Print the JSON Schema that lets editors complete and check journey files."""
    from cxmap.app.schema import schemas

    stdout_is_utf8()
    texts = schemas()
    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        for schema_text in texts.values():
            write_whole(write / schema_text.file, schema_text.text)
        tell(f"Wrote {len(texts)} schemas to {visible(str(write))}.\n")
        return 0
    if name not in texts:
        raise CxmapError(
            said("There is no schema `{name}`.", name=name), said("The schemas are {names}.", names=", ".join(texts))
        )
    emit(texts[name].text)
    return 0
