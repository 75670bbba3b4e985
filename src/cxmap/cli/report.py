"""`cxmap report`: writes the documents of a map into a folder."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.listing import SELECTOR_HELP, Exclude
from cxmap.cli.maps import Maps, Rev
from cxmap.cli.options import Lang, Links, NoCache, Repo, folder_in_git, language, links_to, repository, stdout_is_utf8
from cxmap.cli.screen import emit, tell, write_whole
from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.render.documents.flavours import Flavour


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
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day on which deadlines are judged; that of the commit if left out."),
    ] = None,
) -> int:
    """Write Markdown documents of the map: an overview, a page for each journey, stage and owner, the steering pack.

    Pages that say the same as before are left as they are, pages of what is gone are removed, and files of others are
    never touched.
    """
    from cxmap.adapters.folder import write_folder
    from cxmap.app.collection import collection_paused
    from cxmap.app.templates import templates
    from cxmap.cli.surveys import Wanted, became, compared, surveyed
    from cxmap.render.documents.documents import Made, documents
    from cxmap.render.look import Look
    from cxmap.render.pages.pages import pages
    from cxmap.render.pages.since import with_changes
    from cxmap.selection.selector import selection
    from cxmap.words import say

    stdout_is_utf8()
    if eject is not None:
        return _eject(eject, repository(repo)[0])
    if folder is None:
        raise CxmapError("It is not said where to write.", "Name a folder: `cxmap report docs/map`.")
    flavour, look = _flavour(front_matter), replace(Look(), files=links_to(links))
    wanted = Wanted(selection(selector or (), exclude or ()), today, rev, since)
    with Maps(repo, rev, no_cache=no_cache, lang=language(lang)) as maps:
        survey, words = surveyed(maps, wanted), maps.words
        look = replace(look, folder=folder_in_git(maps.root))
        survey, changed = compared(maps, survey, since, whole=wanted.selection.everything)
        with collection_paused():
            shown = with_changes(pages(survey, words), changed, words)
            made = documents(Made(survey, words, look, templates(maps.tree), flavour), shown)
    outcome = write_folder(folder, made.files, "report", overwrite=overwrite)
    for note in made.notes:
        tell(say(note, words) + "\n")
    tell(became(outcome, words))
    return 0


def _flavour(name: str) -> "Flavour":
    from cxmap.render.documents.flavours import FLAVOURS

    if name not in FLAVOURS:
        raise CxmapError(
            f"`--front-matter {visible(name)}` is not known.", f"The kinds of front matter are {', '.join(FLAVOURS)}."
        )
    return FLAVOURS[name]


def _eject(name: str, root: Path) -> int:
    """Copy a template of cxmap into a repository, to be changed there. What is there already is never replaced."""
    from cxmap.app.templates import FOLDER
    from cxmap.render.own_templates import builtin, names

    known = names()
    if name == "list":
        emit("".join(f"{one}\n" for one in known))
        return 0
    if name not in known:
        raise _no_template(name, known)
    target = root / FOLDER / name
    for above in reversed(target.relative_to(root).parents[:-1]):
        if (root / above).is_symlink():
            raise CxmapError(f"{visible(str(root / above))} is a link.", "Make a folder of it.")
    if target.exists() or target.is_symlink():
        raise CxmapError(f"{visible(str(target))} is there already.", "Move it away to start again.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CxmapError(
            f"{visible(str(target.parent))} could not be made: {error.strerror or error}.", "Look at the folder."
        ) from None
    write_whole(target, builtin(name))
    tell(f"{visible(FOLDER + name)} is yours to change.\n")
    return 0


def _no_template(name: str, known: tuple[str, ...]) -> CxmapError:
    from cxmap.atlas.wording import nearest

    near = nearest(name, known)
    hint = f"Did you mean `{near}`?" if near else "`cxmap report --eject list` says which there are."
    return CxmapError(f"There is no template `{visible(name)}`.", hint)
