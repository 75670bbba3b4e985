"""Many files at once: where there are enough of them, a second process reads half."""

from collections.abc import Callable, Iterator, Sequence

from cxmap.atlas.digest import Digest, Frozen, digest
from cxmap.parallel import elsewhere
from cxmap.source.tree import Limits

ENOUGH = 2000
"""From so many files on, a second process saves more than it costs."""


Progress = Callable[[int, int], None]
"""Is told now and then how many files have been read, of how many."""

_OFTEN = 100


def digest_all(contents: Sequence[bytes], limits: Limits, progress: Progress | None = None) -> list[Digest]:
    """Read files, in their order."""
    half = len(contents) // 2
    behind = contents[half:]
    other = elsewhere(lambda: _clean(behind, limits)) if len(contents) >= ENOUGH else None
    if other is None:
        return list(_told(contents, limits, progress))
    first = list(_told(contents[:half], limits, progress))
    read: list[Frozen | None] = other.outcome() or [None] * len(behind)
    # Files with flaws do not come through the pipe: messages are no plain data. They are read again here.
    return first + [
        digest(content, limits) if found is None else Digest(found) for content, found in zip(behind, read, strict=True)
    ]


def _told(contents: Sequence[bytes], limits: Limits, progress: Progress | None) -> Iterator[Digest]:
    for number, content in enumerate(contents, 1):
        yield digest(content, limits)
        if progress and (number % _OFTEN == 0 or number == len(contents)):
            progress(number, len(contents))


def _clean(contents: Sequence[bytes], limits: Limits) -> list[Frozen | None]:
    """Return the entities of each file, and None for one with flaws."""
    return [None if found.flaws else found.entities for found in (digest(content, limits) for content in contents)]
