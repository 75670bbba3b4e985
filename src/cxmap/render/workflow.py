"""What GitHub's runner reads in the log of a step: paths, and text in which no command is obeyed."""

import hashlib

from cxmap.visible import visible

MOST_OF_A_LEVEL = 10
"""GitHub drops, without a word, what a step says beyond this number for each level."""


def file(path: str) -> str:
    """Return a path as the property `file` of a command, before it is encoded."""
    # The runner drops equals signs at the beginning of a value.
    shown = visible(path)
    return f"./{shown}" if shown.startswith("=") else shown


def quoted(log: str) -> str:
    """Return text for the log in which commands are switched off."""
    stop = token(log)
    return f"::stop-commands::{stop}\n{log}::{stop}::\n"


def token(log: str) -> str:
    """Return what switches commands on again behind a text, and does not stand in it."""
    # Nobody can write a text that contains its own hash; should it happen, the next hash is taken.
    made = hashlib.sha256(log.encode()).hexdigest()
    while made in log.casefold():
        made = hashlib.sha256(made.encode()).hexdigest()
    return made
