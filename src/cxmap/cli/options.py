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

from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.adapters.cache import DiskCache
    from cxmap.source.tree import Limits

Repo = Annotated[
    Path | None,
    typer.Option(
        "--repo", metavar="DIR", help="The journey repository; else the nearest cxmap.yaml from here upwards."
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="F:FILE", help="Write format F to a file as well; may be repeated."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every file anew.")]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The day on which deadlines are judged; the actual one if left out."),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="en|es|it|pt", help="The language of the report; `language:` of cxmap.yaml if left out."
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
        raise CxmapError("These paths are different journey repositories.", "Check one at a time.")
    if repo is not None and not repo.exists():
        raise CxmapError(f"There is no folder {visible(str(repo))}.", "Look at the path after `--repo`.")
    root = find_repository(repo or (chosen[0] if chosen else Path()))
    return root, tuple(_inside(root, path) for path in given if path not in chosen)


def _inside(root: Path, path: Path) -> str:
    resolved = path.resolve()
    if not resolved.exists():
        raise CxmapError(f"There is no file or folder {visible(str(path))}.", "Look at the path.")
    if not resolved.is_relative_to(root):
        raise CxmapError(
            f"{visible(str(path))} lies outside the journey repository {visible(str(root))}.",
            "Name its repository with `--repo`.",
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
        raise CxmapError(f"`{visible(text)}` is not a date.", "Write it as year-month-day: 2027-01-31.") from None


def language(text: str | None) -> str:
    """Return the language an option names, or nothing. Raises `CxmapError` when cxmap does not speak it."""
    from cxmap.languages import LANGUAGES

    if text is not None and text not in LANGUAGES:
        raise CxmapError(
            f"cxmap does not speak the language `{visible(text)}`.", f"The languages are {', '.join(LANGUAGES)}."
        )
    return text or ""


def links_to(address: str | None) -> str:
    """Return the address under which a host shows files, or nothing. Raises `CxmapError` where it is none."""
    if address is None:
        return ""
    if not _ADDRESS.fullmatch(address):
        raise CxmapError(
            f"`--links {visible(address)}` is no address of files.", "Write it as https://github.com/acme/map/blob."
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
            raise CxmapError(f"{setting(limit.name)} is `{visible(text)}`.", "Set it to a whole number.")
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
