"""What has changed on a map since a base, as the web page marks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cxmap.message import Named

Change = Literal["added", "changed", "removed"]
"""What happened to something since the base."""


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a base. `base` is what the user called it.

    `touchpoints` are those that are new, say something else or are gone, `transitions` likewise: each in the order of
    ids, what is gone by its former name.
    """

    base: str
    touchpoints: Mapping[Change, tuple[Named, ...]]
    transitions: Mapping[Change, tuple[Named, ...]]

    @property
    def marks(self) -> dict[str, Change]:
        """What happened to the touchpoints and transitions that are still there, by `KIND:ID`."""
        changes: tuple[Change, ...] = ("added", "changed")
        both = (self.touchpoints, self.transitions)
        return {thing.entity: change for things in both for change in changes for thing in things.get(change, ())}
