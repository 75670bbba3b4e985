"""What the tests of the command line share: a repository on disk, and a way to run a command on it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxmap.cli.app import run

MAP = """\
stages: {buy: }
owners: {digital: {kind: team, lead: Ann}}
touchpoints:
  basket: {stage: buy, channel: web, entry: true, raci: {accountable: digital}}
  checkout: {stage: buy, channel: web, exit: true, raci: {accountable: digital}}
transitions:
  - {from: basket, to: checkout}
"""
CONFIG = "cxmap: 1\nname: Acme\nrules: {severity: {no-steering-committee: off}}\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean repository; the current folder, with a cache of its own."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "cxmap.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "map.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def cxmap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def invoke(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return invoke
