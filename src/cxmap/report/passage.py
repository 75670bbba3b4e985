"""Touchpoints and the transitions between them, as answers show them."""

from dataclasses import dataclass
from typing import NamedTuple

from cxmap.message import Named


class Stop(NamedTuple):
    """A touchpoint on a way. `stage` and `accountable` are None where nobody says."""

    touchpoint: Named
    stage: Named | None
    channel: str
    accountable: Named | None
    status: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A transition. `carries` is None where it hands over everything known; texts are empty where nothing is said.

    `giver` and `taker` are who is accountable at its two ends.
    """

    transition: Named
    start: Named
    end: Named
    when: str
    owner: Named | None
    carries: tuple[Named, ...] | None
    kind: str
    share: float | None
    within: str
    giver: Named | None
    taker: Named | None
    path: str

    @property
    def handover(self) -> bool:
        """Whether accountability passes from one owner to another."""
        return self.giver is not None and self.taker is not None and self.giver.id != self.taker.id
