"""How many columns a text takes on a terminal."""

from unicodedata import category, east_asian_width


def columns(text: str) -> int:
    """Return the columns `text` takes: two for wide characters, none for those that join the one before."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1
