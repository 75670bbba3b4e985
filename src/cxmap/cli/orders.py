"""What documents or a web page are made from, all of it, and whether the very same has been made before."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cxmap.cli.options import day, folder_in_git
from cxmap.selection.selector import EVERYTHING, Selection

if TYPE_CHECKING:
    from cxmap.cli.maps import Maps
    from cxmap.source.tree import Limits


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: whatever of the command line makes a difference to what is written, and nothing else.

    Days and revisions are as the user wrote them. `live` says that the page is to load itself again.
    """

    kind: Literal["report", "site"]
    language: str = ""
    today: str | None = None
    revision: str | None = None
    since: str | None = None
    links: str = ""
    selection: Selection = EVERYTHING
    front_matter: str = "none"
    live: bool = False


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything that files are made from: the same ingredients give the same files, to the last byte.

    Whoever makes them takes what it needs from here, or from the map whose contents these are the names of.

    Attributes:
        order: what was asked for.
        today: the day on which deadlines are judged.
        limits: how much is read.
        folder: where the map lies in its git repository.
        settings: the id of the content of `cxmap.yaml`.
        files: the paths of the journey files, each with the id of its content.
        templates: the templates of the repository, by name.
        past: what tells the history that git knows from all others; empty where there is none.
        base: the commit that is compared with; empty where nothing is.
    """

    order: Order
    today: datetime.date
    limits: "Limits"
    folder: str
    settings: str
    files: tuple[tuple[str, str], ...]
    templates: Mapping[str, str]
    past: str
    base: str

    @property
    def mark(self) -> str:
        """What tells them from all others."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()


def gather(order: Order, maps: "Maps") -> Ingredients:
    """Return what an order is made from. Files are read for it, but not as YAML.

    Raises `CxmapError` where there is no such map, revision or day.
    """
    from cxmap.app.templates import templates

    opened, past = maps.opened, maps.past
    return Ingredients(
        order=order,
        today=past.day if past and order.today is None else day(order.today),
        limits=maps.limits,
        folder=folder_in_git(maps.root),
        settings=opened.settings.document.oid,
        files=tuple((file.document.path, file.document.oid) for file in opened.files),
        templates=templates(maps.tree),
        past=past.mark if past else "",
        base=maps.commit(order.since) if order.since is not None else "",
    )


def made_before(ingredients: Ingredients, maps: "Maps") -> str | None:
    """Return the mark of the files that were made from the same, as far as that is remembered."""
    return _remembered(maps).get(ingredients.mark)


def remember(ingredients: Ingredients, made: str, maps: "Maps") -> None:
    """Remember the mark of the files that were made from something, if whoever makes them again gets the same.

    The memory is the cache, outside the repository. In the folder itself it would come along with a pull request, which
    could claim for pages of its own that cxmap had made them; and it would change with every commit, though no page
    does.
    """
    if maps.cache and maps.certain:
        known = _remembered(maps)
        known.pop(ingredients.mark, None)
        latest = list(known.items())[1 - _MOST :]
        maps.cache.keep_result(_NAME, _QUESTION, dict([*latest, (ingredients.mark, made)]))
        maps.keep()


_NAME = "made"
_QUESTION = b"1"
_MOST = 32


def _remembered(maps: "Maps") -> dict[str, str]:
    kept = maps.cache.result(_NAME, _QUESTION) if maps.cache else None
    return dict(kept or {})
