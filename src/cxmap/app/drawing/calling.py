"""What things are called in the language of a picture."""

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.translated import name_in
from cxmap.message import Named
from cxmap.model.transition import Transition


class Calling:
    """Calls things as in a language where the repository says how, else as written.

    What the first of the atlases does not have is called as in the next.
    """

    def __init__(self, language: str, *atlases: Atlas | None) -> None:
        self._language = language
        self._atlases = [atlas for atlas in atlases if atlas]
        self._known: dict[tuple[str, str], Named] = {}

    def __call__(self, kind: str, identifier: str) -> Named:
        """Return a thing, declared or not."""
        key = (kind, identifier)
        if key not in self._known:
            self._known[key] = self._named(kind, identifier)
        return self._known[key]

    def transition(self, placed: Placed[Transition], start: str, end: str) -> Named:
        """Return a transition: by its name where it has one, else by those of its ends."""
        own = name_in(self._language, placed) or placed.value.name
        if own:
            return Named(placed.kind, placed.id, own)
        ends = [self("touchpoint", name) for name in (start, end)]
        suffix = f" ({placed.value.id})" if placed.value.id else ""
        return Named(placed.kind, placed.id, " -> ".join(thing.name or thing.id for thing in ends) + suffix)

    def _named(self, kind: str, identifier: str) -> Named:
        for atlas in self._atlases:
            placed = atlas.things[kind].get(identifier)
            if placed:
                return Named(kind, identifier, name_in(self._language, placed) or placed.name)
        return Named(kind, identifier)
