"""Scripts out of CI files, run as CI would run them: in bash, in a folder full of a stranger's files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

TRAP = "open(r'{marker}', 'w').close()\n"
"""A module that leaves a mark when anything imports it."""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Runner:
    """A machine of CI: a checkout of a stranger's files, a folder for temporary files, and programs of its own."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.temp = folder / "temp"
        self.bin = folder / "bin"
        self.sprung = folder / "sprung"
        for made in (self.checkout, self.checkout / ".git", self.temp, self.bin):
            made.mkdir()
        for module in ("venv", "pip", "cxmap", "json", "sitecustomize", "typer", "yaml"):
            (self.checkout / f"{module}.py").write_text(TRAP.format(marker=self.sprung), encoding="utf-8")
        # As pip makes it: a script that runs Python without the current folder among its modules.
        self.program("cxmap", f'PYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -P -m cxmap "$@"')
        self.program("python", f'exec "{sys.executable}" "$@"')
        self.program("pip", f'printf "%s\\n" "$@" > "{self.temp / "pip.txt"}"')

    def program(self, name: str, script: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def copy(self, source: Path, into: str) -> None:
        shutil.copytree(source, self.checkout / into)

    def run(self, script: str, *options: str, **variables: str | Path) -> Ran:
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        environment = {
            **kept,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "CXMAP_CACHE_DIR": str(self.temp / "cache"),
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "acme/map",
            "CI_PROJECT_URL": "https://gitlab.com/acme/map",
            **{name: str(value) for name, value in variables.items()},
        }
        outcome = subprocess.run(
            ["bash", *options, "-c", script],
            cwd=self.checkout,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert not self.sprung.exists(), "a module out of the checkout was imported"
        return Ran(outcome.returncode, outcome.stdout, outcome.stderr)


def tool(name: str) -> str | None:
    """Return where a program is, also beside a Python whose environment is not activated."""
    return shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
