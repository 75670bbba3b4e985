"""The page on selectors says what is so: its examples run, and its table is complete."""

import re
import shlex
from pathlib import Path

import pytest

from cxmap.cli.app import run
from cxmap.selection.selector import METHODS, parse

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/selectors.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
TERMS = re.findall(r"^\| (?:`\w+` or )?`([^`]+)` \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_works(command, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT / "examples/retail")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path))
    assert run(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("term", [term for term in TERMS if term != "state:changed"])
def test_every_term_selects_something(term, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(ROOT / "examples/retail")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path))
    assert run(["list", term, "--format", "ids"]) == 0
    assert capsys.readouterr().out


def test_every_method_is_in_the_table_and_in_the_help(capsys):
    assert {parse(term)[0][0].method for term in TERMS} == set(METHODS)
    run(["list", "--help"])
    explained = capsys.readouterr().out
    assert all(re.search(rf"\b{method}\b", explained) for method in METHODS)
