"""What a command loads: start-up time is what it is because of what is left out."""

import subprocess
import sys

import pytest

SLOW = {"networkx", "git", "ruamel", "jinja2"}
LIGHT = SLOW | {"pydantic", "yaml", "typer", "rich", "rapidfuzz", "cxmap.cli"}


def loaded(*arguments: str, cwd=None) -> set[str]:
    """Return the modules that a fresh interpreter has loaded when a command ends."""
    code = (
        "import sys, atexit, runpy\n"
        "atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['cxmap', *{list(arguments)!r}]\n"
        "runpy.run_module('cxmap', run_name='__main__', alter_sys=True)\n"
    )
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=cwd)
    return {name for line in outcome.stderr.splitlines() for name in (line, line.partition(".")[0])}


def test_the_version_loads_nothing():
    assert not loaded("--version") & LIGHT


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"], ["rule"], ["rule", "asked-twice"]])
def test_help_and_rules_load_nothing_slow(arguments):
    assert not loaded(*arguments) & SLOW


def test_a_clean_run_loads_neither_git_nor_networkx(shop):
    assert not loaded("validate", cwd=shop) & {*SLOW, "pathspec", "rich"}
