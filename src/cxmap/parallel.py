"""A second process that works something out meanwhile, where that is cheap and safe."""

import marshal
import os
import sys
from collections.abc import Callable
from typing import Any


class Elsewhere:
    """Work that a copy of this process does. Its outcome comes back as plain data: lists, tuples, text, numbers."""

    def __init__(self, work: Callable[[], Any]) -> None:
        reader, writer = os.pipe()
        child = os.fork()
        if child:
            os.close(writer)
            self._reader, self._child = reader, child
            return
        # Nothing of the parent may run in the copy beyond this: no buffers are flushed, no handlers called.
        code = 1
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(marshal.dumps(work()))
            code = 0
        finally:
            os._exit(code)

    def outcome(self) -> Any:
        """Wait for the work and return its outcome; None if the other process died."""
        with os.fdopen(self._reader, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(self._child, 0)
        return marshal.loads(content) if status == 0 else None  # noqa: S302 - our own copy wrote it


def elsewhere(work: Callable[[], Any]) -> Elsewhere | None:
    """Start work in a second process; None where there is no second processor for it, or copying is not cheap."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1:
        return None
    return Elsewhere(work)
