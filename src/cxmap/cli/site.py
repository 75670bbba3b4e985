"""`cxmap site`: the map as a web page, in a folder or on this machine's own server."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import Lang, Links, NoCache, Repo, folder_in_git, language, links_to, stdout_is_utf8
from cxmap.cli.screen import tell
from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.adapters.server import Server
    from cxmap.render.site.site import Site
    from cxmap.words import Words

FOLDER = Path("site")


def site(  # noqa: PLR0913 - each is an option
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="The folder to write into; `site` if left out.")
    ] = None,
    *,
    serve: Annotated[
        bool,
        typer.Option(
            "--serve", help="Write nothing; show the page on this machine, and again whenever a file changes."
        ),
    ] = False,
    port: Annotated[int, typer.Option("--port", metavar="N", help="Where `--serve` listens; 0 for any.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="The name of this machine for `--serve`.")
    ] = "127.0.0.1",
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Mark what is new, changed or gone since a revision.")
    ] = None,
    links: Links = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace files that somebody has edited since they were written.")
    ] = False,
    lang: Lang = None,
    repo: Repo = None,
    rev: Rev = None,
    no_cache: NoCache = False,
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day on which deadlines are judged; that of the commit if left out."),
    ] = None,
) -> int:
    """Write the map as a web page: open `index.html` of the folder in a browser, or put the folder on any web server.

    It asks nobody for anything and works offline. Files that say the same as before are left as they are, those of what
    is gone are removed, and files of others are never touched.
    """
    stdout_is_utf8()
    request = Request(since, links_to(links), language(lang), repo, rev, no_cache, today)
    if not serve:
        return _write(request, folder or FOLDER, overwrite=overwrite)
    if folder is not None:
        raise CxmapError("`--serve` writes no files.", f"Leave {visible(str(folder))} out, or `--serve`.")
    return _serve(request, host, port)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    since: str | None
    links: str
    language: str
    repo: Path | None
    rev: str | None
    no_cache: bool
    today: str | None


@dataclass(frozen=True, slots=True)
class Built:
    """A page that was made. `broken` is how many files could not be read at all, and how many only in part."""

    site: "Site"
    words: "Words"
    broken: tuple[int, int]


def _build(request: Request, *, live: bool = False) -> Built:
    from cxmap.app.templates import templates
    from cxmap.cli.surveys import Wanted, compared, surveyed
    from cxmap.render.look import Look
    from cxmap.render.pages.pages import pages
    from cxmap.render.site.site import Made, site
    from cxmap.selection.selector import EVERYTHING

    with Maps(request.repo, request.rev, no_cache=request.no_cache, lang=request.language) as maps:
        survey, words = surveyed(maps, Wanted(EVERYTHING, request.today, request.rev)), maps.words
        survey, found = compared(maps, survey, request.since, whole=True)
        look = Look(folder=folder_in_git(maps.root), files=request.links)
        made = site(Made(survey, words, look, templates(maps.tree), found, live), pages(survey, words))
        return Built(made, words, (maps.head.unread, maps.head.read_in_part))


# Into a folder.


def _write(request: Request, folder: Path, *, overwrite: bool) -> int:
    from cxmap.adapters.folder import write_folder
    from cxmap.cli.surveys import became
    from cxmap.message import said
    from cxmap.words import say

    built = _build(request)
    outcome = write_folder(folder, built.site.files, "site", overwrite=overwrite)
    _tell_notes(built)
    opening = say(said("Open {file} in a browser.", file=str(folder / "index.html")), built.words)
    tell(became(outcome, built.words, opening))
    return 0


def _tell_notes(built: Built) -> None:
    from cxmap.words import say

    for note in built.site.notes:
        tell(say(note, built.words) + "\n")


# On this machine's own server.


def _serve(request: Request, host: str, port: int) -> int:
    from cxmap.adapters.noticing import noticed
    from cxmap.adapters.server import Server
    from cxmap.cli.options import repository
    from cxmap.message import said
    from cxmap.words import ENGLISH, say

    if host != "localhost" and not _is_own(host):
        raise CxmapError(f"`--host {visible(host)}` is not this machine.", "Leave it out, or write localhost.")
    root = repository(request.repo)[0]
    server = Server(host, port)
    words: Words = ENGLISH
    shown: Built | None = None
    try:
        for _ in noticed(root):
            before = shown
            shown = _shown(server, request, before)
            words = shown.words if shown else words
            if before is None:
                address = f"http://{host}:{server.port}/"
                tell(say(said("The map is shown at {address}; Ctrl-C stops.", address=address), words) + "\n")
    finally:
        server.close()
    return 0


def _is_own(host: str) -> bool:
    from ipaddress import IPv4Address

    try:
        return IPv4Address(host).is_loopback
    except ValueError:
        return False


def _shown(server: "Server", request: Request, before: Built | None) -> Built | None:
    """Show the map as it is now, and return what is shown; what is broken for the moment leaves the last page."""
    from cxmap.message import said
    from cxmap.render.site.trouble import trouble
    from cxmap.words import ENGLISH, say

    try:
        built = _build(request, live=True)
    except CxmapError as error:
        tell(f"error: {error.message}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
        if before is None:
            server.show(trouble(error.message, error.hint, ENGLISH))
        return before
    _tell_notes(built)
    if before and built.broken > before.broken:
        tell(say(said("The page stays as it was until the files can be read again."), built.words) + "\n")
        return before
    server.show(built.site.files)
    return built
