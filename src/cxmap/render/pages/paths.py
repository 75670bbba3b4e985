"""Where each document lies in a folder, and each thing in a document."""

import hashlib
import posixpath
import re
from collections.abc import Iterable
from functools import cache

from cxmap.render.document import Target
from cxmap.render.pages.page import Page

OVERVIEW = Target("overview")


def paths(pages: Iterable[Page], ending: str, home: str) -> dict[Target, str]:
    """Return the path of every page, and the path and anchor of everything that is on one, by what links to it name.

    Paths have `/` and are safe on every file system: `stages/purchase.md`, `stages/purchase.md#touchpoint-checkout`.
    The overview is called `home`, as whoever shows the folder expects: `index`, `README`.
    """
    found: dict[Target, str] = {}
    for page in pages:
        path = f"{home}{ending}" if page.target == OVERVIEW else path_of(page.target, ending)
        found[page.target] = path
        for held, spot in page.holds.items():
            found.setdefault(held, f"{path}#{spot}")
    return found


def path_of(target: Target, ending: str) -> str:
    """Return the path of the page for a target: `glossary.md`, `stages/purchase.md`, `stages/purchase_2.md`."""
    name = f"{target.kind}s/{file_name(target.id)}" if target.id else target.kind
    # No id has this sign, so that no page of another thing is called so.
    part = f"_{target.part}" if target.part > 1 else ""
    return f"{name}{part}{ending}"


def relative(path: str, start: str) -> str:
    """Return a path of the folder as seen from a page in it."""
    file, mark, spot = path.partition("#")
    if file == start and mark:
        return f"#{spot}"
    return _way(file, start.rpartition("/")[0]) + mark + spot


@cache
def _way(file: str, folder: str) -> str:
    return posixpath.relpath(f"/{file}", f"/{folder}")


def file_name(identifier: str) -> str:
    """Return an id as the name of a file; with a digest where it is none, so that no two ids share a name."""
    if _SAFE.fullmatch(identifier) and len(identifier) <= _LONGEST and identifier.partition(".")[0] not in _DEVICES:
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    readable = _OTHER.sub("-", identifier.lower())[:_READABLE].strip("-")
    return f"{readable or 'page'}-{digest}"


_SAFE = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 100
_READABLE = 60
# Windows takes these for devices, whatever comes behind a dot.
_DEVICES = frozenset({"con", "prn", "aux", "nul", "index"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
