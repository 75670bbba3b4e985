"""What things are called where people look at them."""

from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.message import Named


def called(atlas: Atlas, placed: Placed[Any]) -> Named:
    """Return a thing with its name. A transition without one is called by its ends, a note by its text."""
    value = placed.value
    if value.name or placed.kind not in ("transition", "interaction"):
        return placed.named
    if placed.kind == "interaction":
        return Named(placed.kind, placed.id, value.text)
    start, end = (atlas.named("touchpoint", name) for name in (value.from_, value.to))
    own = f" ({value.id})" if value.id else ""
    return Named(placed.kind, placed.id, f"{start.name or start.id} -> {end.name or end.id}{own}")
