"""`cxmap route`: ways from one touchpoint to another."""

from typing import Annotated

import typer

from cxmap.cli.maps import Base, Maps, Rev
from cxmap.cli.options import Lang, NoCache, Outputs, Repo, folder_in_git, stdout_is_utf8
from cxmap.cli.results import Format, results
from cxmap.cli.screen import tell
from cxmap.errors import CxmapError
from cxmap.message import said

MOST = 10
"""How many ways `--all` shows unless more are asked for."""


def route(  # noqa: PLR0913 - each is an option
    start: Annotated[str, typer.Argument(metavar="FROM", help="The touchpoint to start from.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The touchpoint to get to.")],
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=f"All ways that pass no touchpoint twice, the {MOST} shortest first.")
    ] = False,
    most: Annotated[
        int | None, typer.Option("--max", metavar="N", min=1, max=1000, help="How many ways `--all` shows at most.")
    ] = None,
    depth: Annotated[
        int | None, typer.Option("--depth", metavar="N", min=1, help="Only ways of at most so many transitions.")
    ] = None,
    avoid: Annotated[
        list[str] | None,
        typer.Option("--avoid", metavar="SELECTOR", help="Pass by what this selects; may be repeated."),
    ] = None,
    base: Base = None,
    format: Format = "text",  # noqa: A002 - the option's name
    output: Outputs = None,
    repo: Repo = None,
    rev: Rev = None,
    lang: Lang = None,
    no_cache: NoCache = False,
) -> int:
    """Show how customers get from one touchpoint to another, and where one owner hands them over to the next.

    Retired touchpoints are no way. Exits with 1 where there is no way, and says how far customers get.
    """
    from cxmap.app.things.called import in_language
    from cxmap.app.things.routing import Wanted
    from cxmap.app.things.routing import route as routing
    from cxmap.render.route import formats, load
    from cxmap.render.route_summary import summary
    from cxmap.selection.selector import selection

    stdout_is_utf8()
    chosen = results(formats(), format, output)
    if most is not None and not everything:
        raise CxmapError(said("`--max` says how many ways `--all` shows."), said("Add `--all`, or leave it out."))
    wanted = Wanted(everything, most or MOST, depth, selection(avoid or ()))
    with Maps(repo, rev, no_cache=no_cache, lang=lang or "") as maps:
        report = routing(maps.head, (start, goal), wanted, maps.changed_since(base), rev or "")
        words = maps.words
        report = in_language(report, maps.head.atlas, maps.language)
        chosen.write(report, load, folder_in_git(maps.root), words=words)
    tell(summary(report, words))
    return 0 if report.ways else 1
