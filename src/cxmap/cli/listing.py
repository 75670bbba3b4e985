"""`cxmap list`: finds things on the map."""

from typing import Annotated

import typer

from cxmap.cli.maps import Base, Maps, Rev
from cxmap.cli.options import Lang, NoCache, Outputs, Repo, stdout_is_utf8
from cxmap.cli.results import results
from cxmap.cli.screen import tell

SELECTOR_HELP = "Which touchpoints: an id, stage:purchase, owner:digital, +checkout ..; all if left out."
Exclude = Annotated[
    list[str] | None, typer.Option("--exclude", metavar="SELECTOR", help="Less what this selects; may be repeated.")
]


def list_things(  # noqa: PLR0913 - each is an option
    selector: Annotated[list[str] | None, typer.Argument(metavar="SELECTOR", help=SELECTOR_HELP)] = None,
    *,
    exclude: Exclude = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "-k",
            metavar="KIND",
            help="What to list instead of touchpoints: owner, journey, transition, data ..; with a selector, those "
            "that belong to the touchpoints it selects.",
        ),
    ] = "touchpoint",
    base: Base = None,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("--format", "-f", metavar="F", help="text, json or ids (one a line), on stdout.")
    ] = "text",
    output: Outputs = None,
    repo: Repo = None,
    rev: Rev = None,
    lang: Lang = None,
    no_cache: NoCache = False,
) -> int:
    """List touchpoints, or other things of the map: all of them, or those that a selector selects.

    A selector consists of terms: the id of a touchpoint, or one of stage, channel, journey, persona, owner,
    accountable, responsible, consulted, informed, team, data, system, metric, tag, moment, status, state, touchpoint,
    transition, opportunity, interaction and change, with a colon and a value: stage:purchase. `*` stands for any
    characters.

    A space joins terms for what is in either, a comma for what is in both. `+x` is x and all that leads to it, `x+` is
    x and all it leads to, `2+x+1` goes only so many transitions. Put the whole into single quotes.
    """
    from cxmap.app.things.called import in_language
    from cxmap.app.things.listing import check_kind
    from cxmap.app.things.listing import list_things as listing_of
    from cxmap.render.listing import formats, load
    from cxmap.render.listing_summary import summary
    from cxmap.selection.selector import selection

    stdout_is_utf8()
    wanted = results(formats(), format, output)
    selected = selection(selector or (), exclude or ())
    check_kind(kind, selected)
    with Maps(repo, rev, no_cache=no_cache, lang=lang or "") as maps:
        listing = listing_of(maps.head, kind, selected, maps.changed_since(base), rev or "")
        words = maps.words
        listing = in_language(listing, maps.head.atlas, maps.language)
    wanted.write(listing, load, words=words)
    tell(summary(listing, words))
    return 0
