"""What counts as a journey file, in a folder and in a commit alike: names, links, and how much may be read."""

import os
from collections.abc import Callable, Collection
from pathlib import PurePath

from cxmap.message import Message, said
from cxmap.source.tree import CONFIG_FILE, Limits, Unreadable, setting

ROOT = "."
"""The path under which trouble with the whole tree is reported."""

GONE = said("This file is not there, or not any more.")
"""What is said of a file that is not there."""

IS_LINK = said("This is a link, and cxmap reads a file only under its own name. Put the file itself here.")
"""What is said of a link that is to be read itself."""

# A link that is followed further than this goes round in a circle.
_MOST_LINKS = 40
_LONGEST_WAY = 1024

_OUTSIDE = said("This path leads out of the repository, so cxmap does not read it.")
_LEADS_OUT = said(
    "This link leads out of the repository, so cxmap does not follow it. Put the file itself here, or remove the link."
)
_CIRCLE = said(
    "This link leads back to itself, or over too many others. Let it lead straight to a journey file, or remove it."
)
_NAME = said("The name of this file is not UTF-8, so it cannot be shown or referred to. Rename the file.")


class Tally:
    """What has been read of a tree so far, against the limits for a whole repository."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files = 0
        self._folders = 0
        self._bytes = 0

    def add(self, files: int = 0, folders: int = 0, size: int = 0) -> None:
        """Count what is held in memory, and raise `Unreadable` when it is too much."""
        self._files += files
        self._folders += folders
        self._bytes += size
        if max(self._files, self._folders) > self._limits.files:
            raise Unreadable(
                said(
                    "This repository holds more than {limit} files, so cxmap reads none of it. Leave some out with "
                    "`exclude` in cxmap.yaml, or raise the limit with the environment variable {setting}.",
                    limit=self._limits.files,
                    setting=setting("files"),
                )
            )
        if self._bytes > self._limits.repository_bytes:
            raise Unreadable(
                said(
                    "The files of this repository hold more than {limit} bytes together, so cxmap reads none of it. "
                    "Leave some out with `exclude` in cxmap.yaml, or raise the limit with the environment variable "
                    "{setting}.",
                    limit=self._limits.repository_bytes,
                    setting=setting("repository_bytes"),
                )
            )


def is_left_out(path: str) -> bool:
    """Tell whether a file is none of the journey's by its name: hidden, in a hidden folder, or the configuration."""
    *folders, name = path.split("/")
    return name == CONFIG_FILE or any(part.startswith(".") for part in (*folders, name))


def might_hold(folder: str, wanted: Callable[[str], bool]) -> bool:
    """Tell whether journey files in this folder would be wanted.

    What cannot be looked into is trouble only then: a package folder that is excluded may be full of links.
    """
    return any(not is_left_out(path) and wanted(path) for path in (f"{folder}/journey.yaml", f"{folder}/journey.yml"))


def name_trouble(path: str) -> Message | None:
    """Return what is wrong with the name of a file, if anything."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return _NAME
    return None


def link_trouble(
    path: str,
    link: Callable[[str], str | None],
    files: Collection[str],
    is_folder: Callable[[str], bool],
) -> Message | None:
    """Return what is wrong with a link, or None if what it leads to is read anyway.

    Args:
        path: where the link is.
        link: returns what the link at a path says, or None if there is no link.
        files: the files that are read.
        is_folder: tells whether there is a folder at a path.
    """
    try:
        target = _follow(path, link)
    except Unreadable as error:
        return error.message
    if target in files or (is_folder(target) and not is_left_out(f"{target}/")):
        return None
    return said(
        "This link leads to {target}, where there is no file that cxmap reads. Let it lead to a journey file, or "
        "remove it.",
        target=target or ROOT,
    )


def too_large(limits: Limits) -> Unreadable:
    """Return the error for a file beyond the limit."""
    return Unreadable(
        said(
            "This file holds more than {limit} bytes, so cxmap does not read it. Split it, or raise the limit with the "
            "environment variable {setting}.",
            limit=limits.file_bytes,
            setting=setting("file_bytes"),
        )
    )


def split(path: str) -> list[bytes]:
    """Return the parts of a path, and refuse one that could lead out of the root or is none at all."""
    parts = path.split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise Unreadable(_OUTSIDE)
    if os.name == "nt" and any(letter in path for letter in "\\:"):
        raise Unreadable(_OUTSIDE)
    try:
        return [part.encode("utf-8", "surrogateescape") for part in parts]
    except UnicodeEncodeError as error:
        raise Unreadable(GONE) from error


def _follow(path: str, link: Callable[[str], str | None]) -> str:
    """Return the path that a link leads to in the end, without a look at anything outside the root."""
    reached: list[str] = []
    pending = path.split("/")[::-1]
    links = way = 0
    while pending:
        part = pending.pop()
        if part == "..":
            if not reached:
                raise Unreadable(_LEADS_OUT)
            reached.pop()
        elif part not in ("", "."):
            target = link("/".join([*reached, part]))
            if target is None:
                reached.append(part)
                continue
            links += 1
            way += len(target)
            if links > _MOST_LINKS or way > _LONGEST_WAY:
                raise Unreadable(_CIRCLE)
            # An absolute path may lead inside on this machine, but on no other.
            if PurePath(target).is_absolute():
                raise Unreadable(_LEADS_OUT)
            pending += target.split("/")[::-1]
    return "/".join(reached)
