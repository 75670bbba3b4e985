"""Draws the README's picture: what `cxmap validate` says of examples/broken, as an SVG of the terminal."""

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURE = Path(__file__).with_name("validate.svg")
COMMAND = [
    "validate",
    "examples/broken",
    "--today",
    "2026-11-21",
    "--select",
    "unowned-handover,asked-twice",
]
WIDTH = 104

# Rich's own template fetches a font from elsewhere; a picture asks nobody for anything.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>cxmap validate in a terminal</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def main() -> int:
    """Run the command as a terminal would show it and write the picture."""
    environment = {**os.environ, "FORCE_COLOR": "1", "CXMAP_CACHE_DIR": os.devnull}
    outcome = subprocess.run(
        [sys.executable, "-m", "cxmap", *COMMAND],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ cxmap validate examples/broken --select asked-twice,unowned-handover\n", style="bold"))
    console.print(Text.from_ansi(outcome.stdout))
    PICTURE.write_text(
        console.export_svg(title="cxmap validate", code_format=FORMAT, unique_id="cxmap"), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
