"""Documents filled into a template: the repository's own where it has one that can be used, else that of cxmap."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from cxmap.message import Message, said
from cxmap.render.templating import Plain, TemplateFailed, filled
from cxmap.visible import visible


class Filled(NamedTuple):
    """What became of a template. `note` says why the repository's own was not used, where it has one."""

    text: str
    note: Message | None = None


def fill(
    name: str, own: Mapping[str, str], values: Mapping[str, Plain], fields: Iterable[str] = (), *, html: bool = False
) -> Filled:
    """Return a document filled into the template of a name, such as `report/journey.md.j2` or `impact.html.j2`.

    `own` are the templates of the repository, as `app.templates.templates` reads them from the revision that counts;
    cxmap's own lie in `render/templates/`. `values`, `fields` and `html` are as `templating.filled` takes them; an
    outcome may be three times as long as all that is given, so that a template can say things twice.
    """
    longest = _ROOM + 3 * _size(tuple(values.values()))
    mine = own.get(name)
    note = None
    if mine is not None:
        try:
            return Filled(filled(mine, values, fields, html=html, longest=longest))
        except TemplateFailed as failed:
            note = failure(name, failed)
    return Filled(filled(builtin(name), values, fields, html=html, longest=longest), note)


def failure(name: str, failed: TemplateFailed) -> Message:
    """Return what is said of a template of the repository that cannot be used."""
    path, reason = f"templates/{name}", visible(failed.reason)
    if failed.line:
        return said(
            "The template {name} cannot be used, so that of cxmap is. Line {line}: {reason}",
            name=path,
            line=failed.line,
            reason=reason,
        )
    return said("The template {name} cannot be used, so that of cxmap is. {reason}", name=path, reason=reason)


@cache
def builtin(name: str) -> str:
    """Return a template of cxmap."""
    return files("cxmap.render").joinpath("templates", *name.split("/")).read_text("utf-8")


def names() -> tuple[str, ...]:
    """Return the names of all templates that a repository can replace, sorted."""
    return tuple(sorted(_inside(files("cxmap.render").joinpath("templates"), "")))


def _inside(folder: Traversable, prefix: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _inside(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".j2"):
            yield f"{prefix}{entry.name}"


_ROOM = 100_000


def _size(value: object) -> int:
    """Return how many characters a value holds, those of all values in it together."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list | tuple) else 0
