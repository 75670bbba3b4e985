"""What things are called where people look at them."""

from collections.abc import Callable
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.translated import names_in
from cxmap.message import Named
from cxmap.report.names import Part
from cxmap.report.names import called as renamed


def called(atlas: Atlas, placed: Placed[Any]) -> Named:
    """Return a thing with its name. A transition without one is called by its ends, a note by its text."""
    value = placed.value
    if value.name or placed.kind not in ("transition", "interaction"):
        return placed.named
    if placed.kind == "interaction":
        return Named(placed.kind, placed.id, value.text)
    return _by_ends(atlas, placed, lambda end: end.name)


def in_language(answer: Part, atlas: Atlas, language: str) -> Part:
    """Return an answer in which things are called as in a language, where the repository says how; else as written."""
    names = names_in(language, atlas)
    ways = [placed for placed in atlas.transitions.values() if not placed.value.name] if names else []
    between = {called(atlas, way): _by_ends(atlas, way, lambda end: names.get(end, end.name)).name for way in ways}
    return renamed(answer, {**between, **names})


def _by_ends(atlas: Atlas, placed: Placed[Any], name: Callable[[Named], str]) -> Named:
    value = placed.value
    start, end = (atlas.named("touchpoint", end) for end in (value.from_, value.to))
    own = f" ({value.id})" if value.id else ""
    return Named(placed.kind, placed.id, f"{name(start) or start.id} -> {name(end) or end.id}{own}")
