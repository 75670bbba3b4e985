"""`cxmap site`: the map as a web page, in a folder or on this machine's own server."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli import speech
from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import CommitDay, Lang, Links, NoCache, Repo, links_to, stdout_is_utf8
from cxmap.cli.screen import tell
from cxmap.errors import CxmapError
from cxmap.message import Exact, said

if TYPE_CHECKING:
    from cxmap.adapters.server import Server
    from cxmap.cli.orders import Ingredients, Order
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
    today: CommitDay = None,
) -> int:
    """Write the map as a web page: open `index.html` of the folder in a browser, or put the folder on any web server.

    It asks nobody for anything and works offline. Files that say the same as before are left as they are, those of what
    is gone are removed, and files of others are never touched.
    """
    from cxmap.cli.orders import Order

    stdout_is_utf8()
    order = Order(
        "site", language=lang or "", today=today, revision=rev, since=since, links=links_to(links), live=serve
    )
    request = Request(order, repo, no_cache=no_cache)
    if not serve:
        return _write(request, folder or FOLDER, overwrite=overwrite)
    if folder is not None:
        raise CxmapError(
            said("`--serve` writes no files."), said("Leave {folder} out, or `--serve`.", folder=Exact(folder))
        )
    return _serve(request, host, port)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, and of which repository."""

    order: "Order"
    repo: Path | None
    no_cache: bool

    def maps(self) -> Maps:
        """Return the revisions of the repository."""
        return Maps(self.repo, self.order.revision, no_cache=self.no_cache, lang=self.order.language)


def _make(ingredients: "Ingredients", maps: Maps) -> "Site":
    from cxmap.cli.surveys import compared, surveyed
    from cxmap.render.look import Look
    from cxmap.render.pages.pages import pages
    from cxmap.render.site.site import Made, site

    order, words = ingredients.order, maps.words
    survey, found = compared(maps, surveyed(maps, ingredients), order)
    look = Look(folder=ingredients.folder, files=order.links)
    return site(Made(survey, words, look, ingredients.templates, found, order.live), pages(survey, words))


# Into a folder.


def _write(request: Request, folder: Path, *, overwrite: bool) -> int:
    from cxmap.cli.surveys import deliver

    opening = said("Open {file} in a browser.", file=Exact(folder / "index.html"))
    with request.maps() as maps:
        deliver(request.order, maps, folder, _make, overwrite=overwrite, more=opening)
    return 0


# On this machine's own server.


def _serve(request: Request, host: str, port: int) -> int:
    from cxmap.adapters.noticing import noticed
    from cxmap.adapters.server import Server
    from cxmap.cli.options import repository
    from cxmap.words import ENGLISH, say

    if host != "localhost" and not _is_own(host):
        raise CxmapError(
            said("`--host {name}` is not this machine.", name=host), said("Leave it out, or write localhost.")
        )
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
                tell(say(said("The map is shown at {address}; Ctrl-C stops.", address=Exact(address)), words) + "\n")
    finally:
        server.close()
    return 0


def _is_own(host: str) -> bool:
    from ipaddress import IPv4Address

    try:
        return IPv4Address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Built:
    """A page that was made. `broken` is how many files could not be read at all, and how many only in part."""

    site: "Site"
    words: "Words"
    broken: tuple[int, int]


def _build(request: Request) -> Built:
    from cxmap.cli.orders import gather

    with request.maps() as maps:
        made = _make(gather(request.order, maps), maps)
        return Built(made, maps.words, (maps.head.unread, maps.head.read_in_part))


def _shown(server: "Server", request: Request, before: Built | None) -> Built | None:
    """Show the map as it is now, and return what is shown; what is broken for the moment leaves the last page."""
    from cxmap.cli.surveys import tell_notes
    from cxmap.render.site.trouble import trouble
    from cxmap.words import say

    try:
        built = _build(request)
    except CxmapError as error:
        tell(speech.told(error))
        if before is None:
            server.show(trouble(error, speech.words()))
        return before
    tell_notes(built.site, built.words)
    if before and built.broken > before.broken:
        tell(say(said("The page stays as it was until the files can be read again."), built.words) + "\n")
        return before
    server.show(built.site.files)
    return built
