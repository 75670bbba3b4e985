"""What became of a map over the commits of a repository, and who owned what when."""

import datetime
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cxmap.message import Message, Named
from cxmap.report.impact import Changed

Role = Literal["accountable", "responsible", "team", "owner"]


class Commit(NamedTuple):
    """A commit: its id, when it was made, in the zone in which it was, by whom, and the first line of what it says."""

    id: str
    date: datetime.datetime
    author: str
    subject: str


class Bound(NamedTuple):
    """One end of a history: what people call it, and the commit."""

    label: str
    commit: str


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that changed the map, and how. `records` are the change records that belong to it.

    `begins` says that there was no map before, so that everything is new. `unread` are the files that could not be read
    in this commit: they count as they were before, until they can be read again.
    """

    commit: Commit
    changes: tuple[Changed, ...]
    records: tuple[Named, ...] = ()
    begins: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An owner who held a role, and from which commit until which.

    `since` is None where the owner held it before this history begins, `until` where they hold it at its end.
    """

    role: Role
    owner: Named
    since: Commit | None
    until: Commit | None


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """The outcome of `cxmap history`. Steps and holders are the newest first.

    `thing` is what was asked about, under its latest name; None for the whole map. `base` is the commit after which the
    history begins, None for the beginning of everything. `commits` is how many commits that changed journey files were
    looked at, `more` says that older changes were left out because enough were shown.
    """

    version: str
    repository: str
    head: Bound
    base: Bound | None = None
    thing: Named | None = None
    steps: tuple[Step, ...] = ()
    held: tuple[Held, ...] = ()
    commits: int = 0
    more: bool = False
    notes: tuple[Message, ...] = ()
    language: str = "en"
