"""Draws the pictures of docs/pictures.md, of the example that comes with cxmap.

python tools/pictures.py
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from cxmap.cli.app import run

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
PICTURES: Mapping[str, tuple[str, ...]] = {
    "map": ("draw", "--journey", "win-back"),
    "flow": ("draw", "--view", "flow", "stage:purchase", "stage:delivery"),
    "blueprint": ("draw", "--view", "blueprint", "--journey", "repair-at-home"),
    "journey": ("draw", "--view", "journey", "--journey", "furnish-first-home-today"),
}
"""The pictures by name, and what draws each."""


def main() -> int:
    """Draw the pictures and return the exit code."""
    return max(draw(name, FOLDER) for name in PICTURES)


def draw(name: str, folder: Path) -> int:
    """Draw a picture into a folder."""
    where = ("--repo", str(ROOT / "examples" / "retail"), "--no-cache", "--today", "2026-11-21")
    return run([*PICTURES[name], *where, "--output", f"svg:{folder / name}.svg"])


if __name__ == "__main__":
    sys.exit(main())
