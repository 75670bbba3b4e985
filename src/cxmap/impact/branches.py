"""Whether another open branch changes the same things, or concerns the same people."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from cxmap.comparison import Comparison
from cxmap.impact.concerns import Concerns
from cxmap.message import Named
from cxmap.report.impact import Branch, Changed


class Work(Protocol):
    """What a branch changes."""

    @property
    def comparison(self) -> Comparison:
        """The branch held against where it began."""

    @property
    def changes(self) -> Sequence[Changed]:
        """The changes that were seen."""


class OtherBranch(Protocol):
    """Another open branch."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def commit(self) -> str:
        """The commit it is at."""

    @property
    def compared(self) -> Work:
        """What it changes."""


def overlap(mine: Work, other: OtherBranch) -> Branch | None:
    """Return what another branch has in common with one's own; None where that is nothing.

    These are the touchpoints that both change, the owners who do the work in what both change or answer for it, and the
    personas on whose journeys both change something. Things are the same where they have the same id now or had it in
    the base.
    """
    ours, theirs = (Concerns(work.comparison, work.changes) for work in (mine, other.compared))
    touchpoints = _common("touchpoint", (ours, ours.touched), (theirs, theirs.touched))
    owners = _common("owner", (ours, ours.doers), (theirs, theirs.doers))
    personas = _common("persona", (ours, ours.personas), (theirs, theirs.personas))
    if not (touchpoints or owners or personas):
        return None
    return Branch(other.name, other.commit, touchpoints, owners, personas)


def _common(
    kind: str, mine: tuple[Concerns, Iterable[str]], theirs: tuple[Concerns, Iterable[str]]
) -> tuple[Named, ...]:
    ours, names = mine
    known = {either for name in theirs[1] for either in _ids(theirs[0], kind, name)}
    return tuple(ours.both.named(kind, name) for name in sorted(names) if known & _ids(ours, kind, name))


def _ids(concerns: Concerns, kind: str, name: str) -> set[str]:
    return {name, concerns.both.then(kind, name)}
