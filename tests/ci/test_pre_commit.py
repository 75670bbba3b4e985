"""The hook for pre-commit, and our own hooks."""

import subprocess

import pytest
import yaml
from ci.shell import ROOT, tool


def test_the_hook_checks_the_whole_map_when_any_of_it_changes(runner):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "cxmap-validate"
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    runner.copy(ROOT / "examples" / "retail", "map")
    assert runner.run(f"cd map && {hook['entry']}").code == 0
    assert runner.run(f"{hook['entry']} --repo map").code == 0


@pytest.mark.skipif(not tool("pre-commit"), reason="pre-commit is not installed")
@pytest.mark.parametrize(("command", "file"), [("manifest", "hooks"), ("config", "config")])
def test_pre_commit_takes_the_files(command, file):
    outcome = subprocess.run(
        [tool("pre-commit"), f"validate-{command}", ROOT / f".pre-commit-{file}.yaml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout
