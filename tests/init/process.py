"""cxmap in a process of its own, for what a test cannot show inside its own."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that runs this cxmap."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CXMAP_", "GITHUB_"))}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1", **more}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line that runs this cxmap in a process of its own."""
    return [sys.executable, "-m", "cxmap", *map(str, arguments)]
