"""`cxmap show`: everything known of one thing."""

from typing import Annotated

import typer

from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import Lang, NoCache, Outputs, Repo, folder_in_git, stdout_is_utf8
from cxmap.cli.results import Format, results


def show(  # noqa: PLR0913 - each is an option
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="An id such as checkout, or KIND:ID such as owner:digital.")
    ],
    *,
    format: Format = "text",  # noqa: A002 - the option's name
    output: Outputs = None,
    repo: Repo = None,
    rev: Rev = None,
    lang: Lang = None,
    no_cache: NoCache = False,
) -> int:
    """Show everything known of one thing: a touchpoint, an owner, a journey, a datum, a transition from->to ..

    An id alone means the touchpoint of this id, or else the only thing that has it.
    """
    from cxmap.app.things.called import in_language
    from cxmap.app.things.finding import find
    from cxmap.app.things.showing import show as showing
    from cxmap.render.entity import formats, load

    stdout_is_utf8()
    wanted = results(formats(), format, output)
    with Maps(repo, rev, no_cache=no_cache, lang=lang or "") as maps:
        reading = maps.head
        report = showing(reading, find(reading.atlas, thing), rev or "")
        report = in_language(report, reading.atlas, maps.language)
        wanted.write(report, load, folder_in_git(maps.root), words=maps.words)
    return 0
