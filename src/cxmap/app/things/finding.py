"""Finds the one thing that a person names on the command line."""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.references import transition_key
from cxmap.atlas.wording import missing, nearest
from cxmap.errors import CxmapError
from cxmap.message import Exact, Named, said


def find(atlas: Atlas, text: str) -> Placed[Any]:
    """Return the thing that a text means: `KIND:ID`, or an id alone; of several things of one id the touchpoint.

    Raises `CxmapError` when there is none, when only a kind could tell which one is meant, and when it is declared but
    could not be read.
    """
    kind, separator, rest = text.partition(":")
    if separator and kind not in atlas.things:
        near = nearest(kind, atlas.things)
        raise CxmapError(
            said("There is no kind `{kind}`.", kind=kind),
            said("Did you mean `{near}`?", near=f"{near}:{rest}")
            if near
            else said("The kinds are {kinds}.", kinds=", ".join(atlas.things)),
        )
    kinds = (kind,) if separator else tuple(atlas.things)
    wanted = rest if separator else text
    found = [placed for name in kinds for placed in _called(atlas, name, wanted)]
    if len(found) == 1 or (found and found[0].kind == "touchpoint"):
        return found[0]
    if found:
        # To be copied with their kinds, so each is shown as an id.
        names = tuple(Named("", placed.entity) for placed in found)
        raise CxmapError(
            said("`{text}` can mean more than one thing.", text=text), said("Write which one: {names:or}.", names=names)
        )
    raise _unfound(atlas, text, kinds, wanted)


def touchpoint(atlas: Atlas, text: str) -> str:
    """Return the id of the touchpoint that a text means, with or without `touchpoint:`. Raises as `find` does."""
    return find(atlas, text if text.startswith("touchpoint:") else f"touchpoint:{text}").id


def _called(atlas: Atlas, kind: str, wanted: str) -> Iterator[Placed[Any]]:
    """Yield the things of a kind with an id; of transitions those between two touchpoints, unless one is named."""
    if kind != "transition":
        if wanted in atlas.things[kind]:
            yield atlas.things[kind][wanted]
        return
    key = transition_key(wanted)
    if key in atlas.transitions:
        yield atlas.transitions[key]
    elif "->" in key:
        yield from (placed for name, placed in sorted(atlas.transitions.items()) if name.partition("#")[0] == key)


def _unfound(atlas: Atlas, text: str, kinds: tuple[str, ...], wanted: str) -> CxmapError:
    if lost := [kind for kind in kinds if wanted in atlas.lost.get(kind, ())]:
        return CxmapError(
            said("`{kind}:{id}` is declared, but could not be read.", kind=lost[0], id=wanted),
            said("`cxmap validate` says why."),
        )
    if len(kinds) == 1:
        message = missing(kinds[0], wanted)
        hint = said("`cxmap list --kind {kind}` lists what there is.", kind=kinds[0])
    else:
        message = said("There is no `{id}` on this map.", id=text)
        hint = said("`cxmap list --kind KIND` lists what there is.")
    meant = _by_name(atlas, kinds, wanted) or _near(atlas, kinds, wanted[:_LONGEST])
    return CxmapError(message, said("Did you mean `{near}`?", near=Exact(meant)) if meant else hint)


_LONGEST = 200
"""How much of a name is compared with those that there are."""


def _by_name(atlas: Atlas, kinds: tuple[str, ...], wanted: str) -> str:
    """Return the first thing that people call so."""
    name = wanted.casefold().strip()
    for kind in kinds:
        for placed in atlas.things[kind].values():
            if name in (other.casefold() for other in (placed.name, *getattr(placed.value, "aliases", ()))):
                return placed.entity
    return ""


def _near(atlas: Atlas, kinds: tuple[str, ...], wanted: str) -> str:
    owners: dict[str, str] = {}
    for kind in kinds:
        for name in atlas.things[kind]:
            owners.setdefault(name, kind)
    near = nearest(wanted, owners)
    return f"{owners[near]}:{near}" if near else ""
