"""Finds the one thing that a person names on the command line."""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.references import transition_key
from cxmap.atlas.wording import nearest
from cxmap.errors import CxmapError
from cxmap.visible import visible

_LONGEST = 200
_MOST_NAMED = 12


def find(atlas: Atlas, text: str) -> Placed[Any]:
    """Return the thing that a text means: `KIND:ID`, or an id alone; of several things of one id the touchpoint.

    Raises `CxmapError` when there is none, when only a kind could tell which one is meant, and when it is declared but
    could not be read.
    """
    kind, separator, rest = text.partition(":")
    if separator and kind not in atlas.things:
        near = nearest(kind, atlas.things)
        hint = f"Did you mean `{near}:{visible(rest[:_LONGEST])}`?" if near else _kinds(atlas)
        raise CxmapError(f"There is no kind `{visible(kind[:_LONGEST])}`.", hint)
    kinds = (kind,) if separator else tuple(atlas.things)
    wanted = rest if separator else text
    found = [placed for name in kinds for placed in _called(atlas, name, wanted)]
    if len(found) == 1 or (found and found[0].kind == "touchpoint"):
        return found[0]
    if found:
        names = [f"`{visible(placed.entity)}`" for placed in found[:_MOST_NAMED]]
        raise CxmapError(f"`{visible(text)}` can mean more than one thing.", f"Write which one: {' or '.join(names)}.")
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
    shown = visible(text[:_LONGEST])
    if lost := [kind for kind in kinds if wanted in atlas.lost.get(kind, ())]:
        return CxmapError(
            f"`{lost[0]}:{visible(wanted)}` is declared, but could not be read.", "`cxmap validate` says why."
        )
    what = f"{kinds[0]} `{visible(wanted[:_LONGEST])}`" if len(kinds) == 1 else f"`{shown}` on this map"
    message = f"There is no {what}."
    meant = _by_name(atlas, kinds, wanted) or _near(atlas, kinds, wanted[:_LONGEST])
    if meant:
        return CxmapError(message, f"Did you mean `{visible(meant)}`?")
    listed = kinds[0] if len(kinds) == 1 else "KIND"
    return CxmapError(message, f"`cxmap list --kind {listed}` lists what there is.")


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


def _kinds(atlas: Atlas) -> str:
    return f"The kinds are {', '.join(atlas.things)}."
