"""Draws the README's pictures, as SVG of the terminal: what cxmap says of examples/broken, and of an open branch."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent
VALIDATE = ["validate", "examples/broken", "--today", "2026-11-21", "--select", "unowned-handover,asked-twice"]
FIRST_SCREEN = "Consult before deciding"
"""The heading before which the picture of an impact ends."""

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
    """Run the commands as a terminal would show them and write the pictures."""
    shown = "$ cxmap validate examples/broken --select asked-twice,unowned-handover"
    draw("validate", shown, said(ROOT, VALIDATE))
    with tempfile.TemporaryDirectory() as folder:
        map_ = Path(folder) / "ternholt"
        subprocess.run([sys.executable, ROOT / "examples" / "history.py", map_], check=True, stdout=subprocess.DEVNULL)
        draw("impact", "$ cxmap impact", said(map_, ["impact"]).partition(FIRST_SCREEN)[0])
    return 0


def said(folder: Path, command: list[str]) -> str:
    """Return what a command says in a folder, with the colours of a terminal."""
    environment = {**os.environ, "FORCE_COLOR": "1", "CXMAP_CACHE_DIR": os.devnull}
    outcome = subprocess.run(
        [sys.executable, "-m", "cxmap", *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return outcome.stdout


def draw(name: str, command: str, output: str) -> None:
    """Write the picture of a terminal with a command and what came of it."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"{command}\n", style="bold"))
    console.print(Text.from_ansi(output.rstrip().removesuffix("\x1b[1m").rstrip()))
    format_ = FORMAT.replace("cxmap validate in a terminal", f"cxmap {name} in a terminal")
    picture = console.export_svg(title=f"cxmap {name}", code_format=format_, unique_id="cxmap")
    (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
