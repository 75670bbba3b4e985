"""`cxmap report`: writes the documents of a map into a folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli import speech
from cxmap.cli.listing import SELECTOR_HELP, Exclude
from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import CommitDay, Lang, Links, NoCache, Repo, links_to, repository, stdout_is_utf8
from cxmap.cli.screen import emit, tell, write_whole
from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, said

if TYPE_CHECKING:
    from cxmap.cli.orders import Ingredients
    from cxmap.render.documents.documents import Documents


def report(  # noqa: PLR0913 - each is an option
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="The folder to write into.")] = None,
    selector: Annotated[list[str] | None, typer.Argument(metavar="SELECTOR", help=SELECTOR_HELP)] = None,
    *,
    exclude: Exclude = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Say what is new, changed or gone since a revision; `state:changed` compares with it, too.",
        ),
    ] = None,
    front_matter: Annotated[
        str,
        typer.Option(
            "--front-matter",
            metavar="none|mkdocs|sphinx|backstage",
            help="What stands at the top of each page for the tool that makes a site of them.",
        ),
    ] = "none",
    links: Links = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace pages that somebody has edited since they were written.")
    ] = False,
    eject: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Copy a template of cxmap into the folder `templates` of the repository, to change it there; "
            "`list` says which there are.",
        ),
    ] = None,
    lang: Lang = None,
    repo: Repo = None,
    rev: Rev = None,
    no_cache: NoCache = False,
    today: CommitDay = None,
) -> int:
    """Write Markdown documents of the map: an overview, a page for each journey, stage and owner, the steering pack.

    Pages that say the same as before are left as they are, pages of what is gone are removed, and files of others are
    never touched.
    """
    from cxmap.cli.orders import Order
    from cxmap.cli.surveys import deliver
    from cxmap.selection.selector import selection

    stdout_is_utf8()
    if eject is not None:
        return _eject(eject, repository(repo)[0])
    if folder is None:
        raise CxmapError(said("It is not said where to write."), said("Name a folder: `cxmap report docs/map`."))
    order = Order(
        "report",
        language=lang or "",
        today=today,
        revision=rev,
        since=since,
        links=links_to(links),
        selection=selection(selector or (), exclude or ()),
        front_matter=_known_front_matter(front_matter),
    )
    with Maps(repo, rev, no_cache=no_cache, lang=order.language) as maps:
        deliver(order, maps, folder, _make, overwrite=overwrite)
    return 0


def _known_front_matter(name: str) -> str:
    from cxmap.render.documents.flavours import FLAVOURS

    if name not in FLAVOURS:
        raise CxmapError(
            said("`--front-matter {name}` is not known.", name=name),
            said("The kinds of front matter are {names}.", names=tuple(FLAVOURS)),
        )
    return name


def _make(ingredients: "Ingredients", maps: Maps) -> "Documents":
    from cxmap.app.collection import collection_paused
    from cxmap.cli.surveys import compared, surveyed
    from cxmap.render.documents.documents import Made, documents
    from cxmap.render.documents.flavours import FLAVOURS
    from cxmap.render.look import Look
    from cxmap.render.pages.pages import pages
    from cxmap.render.pages.since import with_changes

    order, words = ingredients.order, maps.words
    survey, changed = compared(maps, surveyed(maps, ingredients), order)
    look = Look(folder=ingredients.folder, files=order.links)
    with collection_paused():
        shown = with_changes(pages(survey, words), changed, words)
        return documents(Made(survey, words, look, ingredients.templates, FLAVOURS[order.front_matter]), shown)


def _eject(name: str, root: Path) -> int:
    """Copy a template of cxmap into a repository, to be changed there. What is there already is never replaced."""
    from cxmap.app.templates import FOLDER
    from cxmap.atlas.wording import did_you_mean
    from cxmap.render.own_templates import builtin, names
    from cxmap.words import say

    known = names()
    if name == "list":
        emit("".join(f"{one}\n" for one in known))
        return 0
    if name not in known:
        raise CxmapError(
            said("There is no template `{name}`.", name=name),
            did_you_mean(name, known) or said("`cxmap report --eject list` says which there are."),
        )
    target = root / FOLDER / name
    for above in reversed(target.relative_to(root).parents[:-1]):
        if (root / above).is_symlink():
            raise CxmapError(said("{path} is a link.", path=Exact(root / above)), said("Make a folder of it."))
    if target.exists() or target.is_symlink():
        raise CxmapError(said("{path} is there already.", path=Exact(target)), said("Move it away to start again."))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CxmapError(
            said(
                "{path} could not be made: {reason}.",
                path=Exact(target.parent),
                reason=reason(error),
            ),
            said("Look at the folder."),
        ) from None
    write_whole(target, builtin(name))
    tell(say(said("{path} is yours to change.", path=Exact(FOLDER + name)), speech.words()) + "\n")
    return 0
