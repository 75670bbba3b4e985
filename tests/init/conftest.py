"""What the tests of `cxmap init` share: an empty folder, and a way to run commands in it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxmap.cli.app import run


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    def said(self, verb: str) -> list[str]:
        """Return the files that were wrote or kept."""
        lines = (line.split(maxsplit=1) for line in self.out.splitlines())
        return [path for first, path in lines if first == verb]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; the current one."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def cxmap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def invoke(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return invoke
