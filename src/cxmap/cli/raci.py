"""`cxmap raci`: says who does what along the journey."""

from dataclasses import replace
from typing import Annotated

import typer

from cxmap.cli.listing import SELECTOR_HELP, Exclude
from cxmap.cli.maps import Base, Maps, Rev
from cxmap.cli.options import Lang, NoCache, Outputs, Repo, Today, day, folder_in_git, stdout_is_utf8
from cxmap.cli.results import results
from cxmap.errors import CxmapError
from cxmap.message import said


def raci(  # noqa: PLR0913 - each is an option
    selector: Annotated[list[str] | None, typer.Argument(metavar="SELECTOR", help=SELECTOR_HELP)] = None,
    *,
    exclude: Exclude = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="stage|journey|owner|function",
            help="Group the rows by stage, by journey or by the accountable owner; or show functions as columns.",
        ),
    ] = "stage",
    base: Base = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option("--format", "-f", metavar="F", help="text, markdown, html, csv, xlsx or json, on stdout."),
    ] = "text",
    output: Outputs = None,
    lang: Lang = None,
    repo: Repo = None,
    rev: Rev = None,
    no_cache: NoCache = False,
    today: Today = None,
) -> int:
    """Say who is accountable, responsible, consulted and informed at each touchpoint, and who sees customers over.

    Rows are touchpoints in the order of the journey, each with the hand-overs that leave it; columns are owners. Below
    stand the gaps, what falls to whom, and in how many touchpoint teams each function sits. As a spreadsheet:
    `--output xlsx:FILE`.
    """
    from cxmap.app.raci.raci import BYS, Asked
    from cxmap.app.raci.raci import raci as matrix
    from cxmap.app.templates import templates
    from cxmap.render.raci import formats, load
    from cxmap.selection.selector import selection

    stdout_is_utf8()
    wanted = results(formats(), format, output)
    if by not in BYS:
        raise CxmapError(
            said("`--by {by}` is no way to arrange a matrix.", by=by),
            said("The ways are {names}.", names=", ".join(BYS)),
        )
    selected = selection(selector or (), exclude or ())
    with Maps(repo, rev, no_cache=no_cache, lang=lang or "") as maps:
        asked = Asked(day(today), BYS[by], selected, maps.language, rev or "", maps.changed_since(base))
        report = replace(matrix(maps.head, asked), templates=templates(maps.tree))
        wanted.write(report, load, folder_in_git(maps.root), words=maps.words)
    return 0
