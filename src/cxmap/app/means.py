"""How a revision is read: within which limits, with which cache, and who is told how far it has come."""

from dataclasses import dataclass

from cxmap.atlas.load import Cache
from cxmap.atlas.many import Progress
from cxmap.source.tree import DEFAULT_LIMITS, Limits


@dataclass(frozen=True)
class Means:
    """How something is done, which makes no difference to what comes out."""

    limits: Limits = DEFAULT_LIMITS
    cache: Cache | None = None
    progress: Progress | None = None


PLAIN = Means()
"""With the usual limits, without a cache."""
