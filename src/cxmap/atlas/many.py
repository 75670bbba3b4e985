"""Many files at once: where there are enough of them, a second process reads half."""

import marshal
import os
import sys
from collections.abc import Sequence

from cxmap.atlas.digest import Digest, Frozen, digest
from cxmap.source.tree import Limits

ENOUGH = 2000
"""From so many files on, a second process saves more than it costs."""


def digest_all(contents: Sequence[bytes], limits: Limits) -> list[Digest]:
    """Read files, in their order."""
    if len(contents) < ENOUGH or not _can_fork():
        return [digest(content, limits) for content in contents]
    half = len(contents) // 2
    reader, child = _in_another_process(contents[half:], limits)
    first = [digest(content, limits) for content in contents[:half]]
    return first + _answers(reader, child, contents[half:], limits)


def _can_fork() -> bool:
    """Return whether a copy of this process is cheap and safe, and there is a second processor for it."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _in_another_process(contents: Sequence[bytes], limits: Limits) -> tuple[int, int]:
    """Start reading files in a copy of this process; return where its answer can be read, and its id."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return reader, child
    # Nothing of the parent may run in the child beyond this: no buffers are flushed, no handlers called.
    code = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as answer:
            answer.write(marshal.dumps([_if_clean(digest(content, limits)) for content in contents]))
        code = 0
    finally:
        os._exit(code)


def _if_clean(found: Digest) -> Frozen | None:
    """Return the entities of a file without flaws: plain data, which is all that goes through the pipe."""
    return None if found.flaws else found.entities


def _answers(reader: int, child: int, contents: Sequence[bytes], limits: Limits) -> list[Digest]:
    """Return what the other process has read, and read here what it could not: files with flaws, or all if it died."""
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    entities: list[Frozen | None] = marshal.loads(answer) if status == 0 else [None] * len(contents)
    return [
        digest(content, limits) if found is None else Digest(found)
        for content, found in zip(contents, entities, strict=True)
    ]
