"""Sentences about a field that says something else, that says something at last, or that says nothing any more."""

from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas
from cxmap.comparison import Comparison
from cxmap.diff.diff import Pair
from cxmap.diff.plain import value_of
from cxmap.message import Message, Named, Value


class Turn(NamedTuple):
    """The three sentences about a field: `other` when it says something else, `now` and `gone`.

    Their gaps are `{entity}`, and `{before}` and `{after}`, or `{lost}` and `{gained}` for lists.
    """

    other: Message
    now: Message
    gone: Message

    def of(self, pair: Pair, before: Value | None, after: Value | None) -> Message:
        """Return the sentence about a pair of which a field said one thing, and now says another."""
        gaps = {"before": before, "after": after, "lost": before, "gained": after}
        filled = {name: value for name, value in gaps.items() if value is not None}
        return Message(self._sentence(before, after).text, {"entity": pair.after.named, **filled})

    def _sentence(self, before: Value | None, after: Value | None) -> Message:
        if before in _NOTHING:
            return self.now
        return self.gone if after in _NOTHING else self.other


_NOTHING: tuple[Any, ...] = (None, (), "")


class Listed(NamedTuple):
    """The things that a list of ids has lost and gained, as messages show them."""

    lost: tuple[Named, ...]
    gained: tuple[Named, ...]


def listed(comparison: Comparison, pair: Pair, field: str, kind: str) -> Listed:
    """Return what a list of the ids of some kind has lost and gained: one of the two at least, where it differs."""
    lost, gained = pair.lost(field), pair.gained(field)
    if not lost and not gained:  # an old id beside its new one
        lost, gained = (), tuple(value_of(pair.after.value, field) or ())
    return Listed(named(comparison.base, kind, lost), named(comparison.head, kind, gained))


def named(atlas: Atlas, kind: str, ids: tuple[str, ...]) -> tuple[Named, ...]:
    """Return some things of a kind as messages show them."""
    return tuple(atlas.named(kind, name) for name in ids)


def one(atlas: Atlas, kind: str, name: str | None) -> Named | None:
    """Return a thing as messages show it, if there is one."""
    return None if name is None else atlas.named(kind, name)
