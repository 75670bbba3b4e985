"""What change records lack."""

from typing import NamedTuple

from cxmap.message import Message, Named


class Checkup(NamedTuple):
    """A change record, how far it has come, and what it lacks."""

    record: Named
    status: str
    missing: tuple[Message, ...]


class ChangesReport(NamedTuple):
    """All change records that were looked at; `uncompared` says why what changed could not be compared with them."""

    checkups: tuple[Checkup, ...]
    uncompared: Message | None = None

    @property
    def lacking(self) -> int:
        """How many of them lack something."""
        return sum(bool(checkup.missing) for checkup in self.checkups)
