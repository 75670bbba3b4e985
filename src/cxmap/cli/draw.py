"""`cxmap draw`: draws the map."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

import typer

from cxmap.cli.listing import SELECTOR_HELP, Exclude
from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import Lang, NoCache, Outputs, Repo, Today, day, folder_in_git, stdout_is_utf8
from cxmap.cli.results import results
from cxmap.cli.screen import look, tell
from cxmap.errors import CxmapError
from cxmap.message import said

if TYPE_CHECKING:
    from cxmap.render.drawing import Style
    from cxmap.render.look import Look
    from cxmap.report.drawing import Drawing
    from cxmap.words import Words

Choice = TypeVar("Choice", bound=str)

LARGEST_SCALE = 10


def draw(  # noqa: PLR0913 - each is an option
    selector: Annotated[list[str] | None, typer.Argument(metavar="SELECTOR", help=SELECTOR_HELP)] = None,
    *,
    exclude: Exclude = None,
    view: Annotated[
        str,
        typer.Option(
            "--view",
            "-v",
            metavar="map|flow|blueprint|journey",
            help="The journey map with its curve; the ways between touchpoints; who and what stands behind them; or "
            "journeys as lines.",
        ),
    ] = "map",
    by: Annotated[
        str, typer.Option("--by", metavar="owner|channel|stage", help="The lanes of the view flow.")
    ] = "owner",
    persona: Annotated[
        list[str] | None,
        typer.Option("--persona", metavar="ID", help="Only the journeys of a persona; may be repeated."),
    ] = None,
    journey: Annotated[
        list[str] | None, typer.Option("--journey", metavar="ID", help="Only a journey; may be repeated.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Mark what is new, changed or gone since a revision.")
    ] = None,
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="Mark what `cxmap validate` finds wrong.")
    ] = True,
    theme: Annotated[
        str,
        typer.Option(
            "--theme", metavar="auto|light|dark", help="Colours of svg and png; auto goes by the reader's machine."
        ),
    ] = "auto",
    scale: Annotated[
        float, typer.Option("--scale", metavar="N", help="How many times larger a png is than the picture.")
    ] = 1.0,
    format: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="F",
            help="svg, png, mermaid or dot, on stdout; svg if left out, or nothing where --output writes a file.",
        ),
    ] = None,
    output: Outputs = None,
    lang: Lang = None,
    repo: Repo = None,
    rev: Rev = None,
    no_cache: NoCache = False,
    today: Today = None,
) -> int:
    """Draw the map, or the part of it that a selector selects.

    `cxmap draw --output map.svg` writes a file for a browser or a document, `--format mermaid` a diagram for
    Markdown on GitHub and GitLab. With `--journey`, the map is that of one journey, step by step.
    """
    from cxmap.app.drawing.choosing import Wanted
    from cxmap.app.drawing.drawing import drawing
    from cxmap.render.drawing import Style, formats
    from cxmap.render.drawing_summary import summary
    from cxmap.render.picture.theme import Theme
    from cxmap.report.drawing import LaneBy, View
    from cxmap.selection.selector import selection

    stdout_is_utf8()
    to = results(formats(), format or "svg", output)
    on_stdout = bool(format or not output)
    if on_stdout and to.format == "svg" and sys.stdout.isatty():
        raise CxmapError(
            said("A terminal cannot show a picture."), said("Write it into a file: `cxmap draw --output map.svg`.")
        )
    style = Style(_one_of("--theme", theme, get_args(Theme)), _scale(scale))
    shown = _one_of("--view", view, get_args(View))
    lanes = _one_of("--by", by, get_args(LaneBy))
    selected = selection(selector or (), exclude or ())
    with Maps(repo, rev, no_cache=no_cache, lang=lang or "") as maps:
        picture = drawing(
            maps.head,
            Wanted(shown, lanes, selected, tuple(persona or ()), tuple(journey or ()), maps.language),
            changed=maps.changed_since(since),
            findings=maps.findings(day(today)) if findings else (),
            base=None if since is None else maps.base(since),
            revision=rev or "",
        )
        words = maps.words
    load, folder = _styled(style), folder_in_git(maps.root)
    if on_stdout:
        to.write(picture, load, folder, words=words)
    else:
        to.write_files(picture, load, words, look(sys.stdout, folder))
    tell(summary(picture, words))
    return 0


def _styled(style: "Style") -> "Callable[[str], Callable[[Drawing, Words, Look], str | bytes]]":
    """Return what loads a format that draws in a style."""
    from cxmap.render.drawing import load

    def styled(name: str) -> "Callable[[Drawing, Words, Look], str | bytes]":
        render = load(name)
        return lambda drawing, words, look: render(drawing, words, look, style)

    return styled


def _one_of(option: str, value: str, choices: tuple[Choice, ...]) -> Choice:
    from cxmap.atlas.wording import did_you_mean

    if value in choices:
        return choices[choices.index(value)]
    raise CxmapError(
        said("There is no `{option} {value}`.", option=option, value=value),
        did_you_mean(value, choices) or said("Write {names:or}.", names=choices),
    )


def _scale(scale: float) -> float:
    if not 0 < scale <= LARGEST_SCALE:
        raise CxmapError(
            said("`--scale {scale}` is too much or too little.", scale=f"{scale:g}"),
            said("Write a number up to {limit}.", limit=LARGEST_SCALE),
        )
    return scale
