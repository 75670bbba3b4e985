"""Mermaid itself, as a reader of diagrams."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "render" / "mermaid"


@contextmanager
def mermaid_reader() -> Iterator[Callable[[str], Any]]:
    """Offer to read diagrams as Mermaid does; without it the test is skipped, but not in CI."""
    node, modules = shutil.which("node"), FOLDER / "node_modules"
    if not (node and modules.is_dir()):
        missing = "node is not installed" if node is None else f"{modules} is absent"
        reason = f"{missing}: install node, then run `npm ci --prefix tests/render/mermaid`"
        if os.environ.get("CXMAP_REQUIRE_MERMAID"):
            pytest.fail(reason)
        pytest.skip(reason)

    with subprocess.Popen(
        [node, FOLDER / "read.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as reader:

        def reading(text: str) -> Any:
            reader.stdin.write(json.dumps(text) + "\n")
            reader.stdin.flush()
            diagram = json.loads(reader.stdout.readline())
            assert "error" not in diagram, diagram["error"]
            return diagram

        yield reading
        reader.stdin.close()
