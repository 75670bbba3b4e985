"""Reads the lists of words that this package ships."""

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).with_name("data")


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list without comments, blank lines and surrounding space."""
    for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        stripped = line.partition("#")[0].strip()
        if stripped:
            yield stripped


def words(name: str) -> frozenset[str]:
    """Return the words of a list in which space, commas and ends of lines part them."""
    return frozenset(word for line in lines(name) for word in line.replace(",", " ").split())
