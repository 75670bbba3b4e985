"""Python's search for circular garbage, which a large map would make run over and over for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let no garbage be searched for meanwhile: what is built stays, and nearly all of it hangs in no circle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was built stays: to look through it once more would only take time.
        gc.freeze()
        if was_on:
            gc.enable()
