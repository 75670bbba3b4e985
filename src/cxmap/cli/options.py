"""Options that several commands share, and what they are turned into."""

import datetime
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli import speech
from cxmap.errors import CxmapError
from cxmap.message import Exact, said

if TYPE_CHECKING:
    from cxmap.adapters.cache import DiskCache
    from cxmap.source.tree import Limits


def _repo(folder: Path | None) -> Path | None:
    """Take the repository that is named, before anything is done: what goes wrong is said in its language."""
    if folder is not None:
        speech.at_work_on(folder)
    return folder


Repo = Annotated[
    Path | None,
    typer.Option(
        "--repo",
        metavar="DIR",
        help="The journey repository; else the nearest cxmap.yaml from here upwards.",
        callback=_repo,
        is_eager=True,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", "-o", metavar="[F:]FILE", help="Write a file, in format F or as its ending says; may be repeated."
    ),
]


def _language(text: str | None) -> str | None:
    """Take a language that is asked for, before anything is done. Raises `CxmapError` when cxmap does not speak it."""
    from cxmap.languages import LANGUAGES

    if text is None:
        return None
    if text not in LANGUAGES:
        raise CxmapError(
            said("cxmap does not speak the language `{name}`.", name=text),
            said("The languages are {names}.", names=", ".join(LANGUAGES)),
        )
    speech.asked(text)
    return text


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="en|es|it|pt",
        help="The language of the report; `language:` of cxmap.yaml if left out.",
        callback=_language,
        is_eager=True,
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every file anew.")]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The day on which deadlines are judged; the actual one if left out."),
]
CommitDay = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help="The day on which deadlines are judged; that of the commit if left out.",
    ),
]
Links = Annotated[
    str | None,
    typer.Option(
        "--links",
        metavar="URL",
        help="Link things to their lines: where files are shown, as in https://github.com/acme/map/blob.",
    ),
]


def repository(repo: Path | None, paths: Iterable[Path] = ()) -> tuple[Path, tuple[str, ...]]:
    """Return the folder of the repository and the paths to report on, relative to it.

    A path to a folder that holds a `cxmap.yaml` itself chooses the repository, and is no path to report on.
    Raises `CxmapError` when there is no repository, or a path is missing or lies outside.
    """
    from cxmap.adapters.work_tree import find_repository
    from cxmap.source.tree import CONFIG_FILE

    given = list(paths)
    chosen = [path for path in given if (path / CONFIG_FILE).is_file()] if repo is None else []
    if len({path.resolve() for path in chosen}) > 1:
        raise CxmapError(said("These paths are different journey repositories."), said("Check one at a time."))
    if repo is not None and not repo.exists():
        raise CxmapError(said("There is no folder {path}.", path=Exact(repo)), said("Look at the path after `--repo`."))
    root = find_repository(repo or (chosen[0] if chosen else Path()))
    speech.at_work_on(root)
    return root, tuple(_inside(root, path) for path in given if path not in chosen)


def _inside(root: Path, path: Path) -> str:
    resolved = path.resolve()
    if not resolved.exists():
        raise CxmapError(said("There is no file or folder {path}.", path=Exact(path)), said("Look at the path."))
    if not resolved.is_relative_to(root):
        raise CxmapError(
            said("{path} lies outside the journey repository {root}.", path=Exact(path), root=Exact(root)),
            said("Name its repository with `--repo`."),
        )
    relative = resolved.relative_to(root).as_posix()
    return "" if relative == "." else relative


def listed(names: Iterable[str] | None) -> frozenset[str]:
    """Return the names of an option that may be repeated and may hold several, separated by commas."""
    return frozenset(name.strip() for text in names or () for name in text.split(",") if name.strip())


def day(text: str | None) -> datetime.date:
    """Return the day an option names, or the actual one."""
    if text is None:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise CxmapError(
            said("`{text}` is not a date.", text=text), said("Write it as year-month-day: 2027-01-31.")
        ) from None


def links_to(address: str | None) -> str:
    """Return the address under which a host shows files, or nothing. Raises `CxmapError` where it is none."""
    if address is None:
        return ""
    if not _ADDRESS.fullmatch(address):
        raise CxmapError(
            said("`--links {address}` is no address of files.", address=address),
            said("Write it as https://github.com/acme/map/blob."),
        )
    return address.rstrip("/")


_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:/_~%+-]+")


def limits() -> "Limits":
    """Return the limits on what is read, as the environment sets them."""
    from cxmap.source.tree import Limits, setting

    changed = {}
    for limit in fields(Limits):
        text = os.environ.get(setting(limit.name))
        if text is None:
            continue
        if not (text.isascii() and text.isdigit() and 0 < len(text) < 16):  # noqa: PLR2004
            raise CxmapError(
                said("{setting} is `{value}`.", setting=setting(limit.name), value=text),
                said("Set it to a whole number."),
            )
        changed[limit.name] = int(text)
    return Limits(**changed)


def disk_cache(root: Path, *, off: bool) -> "DiskCache | None":
    """Return the cache of a repository, unless it is switched off or there is nowhere to keep it."""
    from cxmap.adapters.cache import DiskCache, cache_folder

    folder = None if off else cache_folder()
    return DiskCache(folder, root) if folder else None


def git_root(folder: Path) -> Path | None:
    """Return the root of the git repository that a folder lies in, as far as that can be told without git."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def folder_in_git(root: Path) -> str:
    """Return where a folder lies in its git repository, with `/`; empty for the root, or without git."""
    top = git_root(root)
    return "" if top in (None, root) else root.relative_to(top).as_posix()


def stdout_is_utf8() -> None:
    """Let any text be written to stdout and stderr, whatever the locale is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8" if not stream.isatty() else stream.encoding, errors="backslashreplace")
