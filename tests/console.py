"""Plays pages of the documentation: runs what their consoles say, makes the edits they show, compares the output."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cxmap.__main__ import main

BLOCKS = re.compile(r"^ *```(console|diff)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
INSTALLERS = {"pip", "pipx", "py", "python3"}
"""Programs that install something: not run here."""

ROOT = Path(__file__).parents[1]


class Line(NamedTuple):
    """A line that is typed, the exit code it ends with, and what is then shown, where that is said."""

    command: str
    code: int
    shown: list[str]


class Player:
    """Somebody who works through a page in a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.patch = monkeypatch
        self.capsys = capsys
        monkeypatch.chdir(folder)
        monkeypatch.setenv("CXMAP_CACHE_DIR", str(folder.parent / "cache"))

    def play(self, text: str) -> None:
        """Do everything that a page asks for, in order."""
        for kind, block in BLOCKS.findall(text):
            if kind == "diff":
                self._edit(block)
            else:
                for line in _lines(block):
                    self._enter(line)

    def _edit(self, block: str) -> None:
        before, after = (
            "".join(f"{line[1:]}\n" for line in block.splitlines() if line.startswith(sign)) for sign in "-+"
        )
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        assert len(old) == len(new)
        for left, right in zip(old, new, strict=True):
            (file,) = [path for path in Path().rglob("*.yaml") if left in path.read_text(encoding="utf-8")]
            text = file.read_text(encoding="utf-8")
            assert text.count(left) == 1
            file.write_text(text.replace(left, right), encoding="utf-8")

    def _enter(self, line: Line) -> None:
        program, *arguments = shlex.split(line.command)
        self.capsys.readouterr()
        if program == "cxmap":
            self.patch.setattr(sys, "argv", ["cxmap", *arguments])
            assert main() == line.code, f"{line.command}\n{self.capsys.readouterr().err}"
            said = "".join(self.capsys.readouterr())
            assert said or "--output" in arguments or line.code, f"{line.command} says nothing"
            _compare(line.shown, said)
        elif program == "cd":
            self.patch.chdir(arguments[0])
        elif program == "git":
            subprocess.run(["git", *arguments], check=True, capture_output=True)
        elif program == "python":  # a script of cxmap's own repository
            subprocess.run([sys.executable, ROOT / arguments[0], *arguments[1:]], check=True, capture_output=True)
        else:
            assert program in INSTALLERS, line.command


def _lines(block: str) -> Iterator[Line]:
    """Yield the lines of a console: all of them, or those behind a prompt, each with what stands below it."""
    prompted = block.lstrip().startswith("$ ")
    for piece in re.split(r"^ *\$ ", block, flags=re.MULTILINE)[1:] if prompted else block.splitlines():
        typed, *shown = piece.splitlines()
        commands, _, remark = typed.partition("  #")
        *first, last = commands.split(" && ")
        code = re.search(r"ends with (\d)", remark)
        yield from (Line(command, 0, []) for command in first)
        yield Line(last.strip(), int(code[1]) if code else 0, shown)


def _compare(shown: list[str], said: str) -> None:
    """Find every line that is shown in what was said, in order; `..` stands for lines that are left out."""
    lines = iter([line.rstrip() for line in said.splitlines()])
    for wanted in (line.rstrip() for line in shown):
        assert wanted == ".." or wanted in lines, f"not said, or elsewhere: {wanted}\n{said}"


def story(folder: Path) -> Path:
    """Build the repository of examples/history.py, on its main branch."""
    subprocess.run([sys.executable, ROOT / "examples" / "history.py", folder], check=True, capture_output=True)
    subprocess.run(["git", "-C", folder, "checkout", "--quiet", "main"], check=True)
    return folder
