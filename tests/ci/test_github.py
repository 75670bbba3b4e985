"""What runs on GitHub: the action, the workflow that `cxmap init` writes, and our own; each as safe as it says."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from ci.shell import ROOT, Ran, Runner, tool

from cxmap import __version__
from cxmap.app.init import ci_files

ACTION = ROOT / "action.yml"
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BASH = ("--noprofile", "--norc", "-e", "-o", "pipefail")
"""How GitHub calls bash for `shell: bash`."""


@pytest.fixture(scope="module")
def workflow() -> str:
    """The workflow that `cxmap init --ci github` writes."""
    return ci_files("github", "")[".github/workflows/cxmap.yml"]


def all_texts() -> dict[str, str]:
    written = ci_files("github", "maps/shop")[".github/workflows/cxmap.yml"]
    texts = {"cxmap.yml": written, **{path.name: path.read_text(encoding="utf-8") for path in (ACTION, *OURS)}}
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    workflows = [block for block in blocks if "jobs:" in block]
    return texts | {f"ci-{number}.yml": block for number, block in enumerate(workflows)}


def test_every_action_is_pinned_to_one_commit_and_its_version_is_said():
    pins: dict[str, set[tuple[str, str]]] = {}
    for name, text in all_texts().items():
        for line in re.findall(r"^\s*(?:- )?uses: (.*)$", text, re.MULTILINE):
            if line.startswith("./") or line == "cxmap/cxmap@COMMIT # v0.1.0":
                continue
            found = re.fullmatch(r"([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
            assert found, (name, line)
            pins.setdefault(found[1], set()).add((found[2], found[3]))
    assert set(pins) == {"actions/checkout", "actions/setup-python"}
    assert all(len(versions) == 1 for versions in pins.values()), pins


def test_workflows_may_only_read():
    for name, text in all_texts().items():
        if name == ACTION.name:
            continue
        content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - or `on` would be a truth value
        assert content["permissions"] in ({}, ""), name
        assert "pull_request_target" not in text
        assert "secrets." not in text
        assert content["concurrency"]
        for job in content["jobs"].values():
            allowed = {"contents": "read"} if "security-events" not in job["permissions"] else job["permissions"]
            assert job["permissions"] == allowed
            assert int(job["timeout-minutes"]) <= 30
            checkouts = [step for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
            assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
            if "security-events" in job["permissions"]:
                assert "pull_request" not in content["on"]


def test_no_script_holds_an_expression():
    """What people write reaches a script through its environment, where it is text and nothing else."""
    for name, text in all_texts().items():
        content = yaml.safe_load(text)
        jobs = [content["runs"]] if "runs" in content else content["jobs"].values()
        for step in (step for job in jobs for step in job["steps"]):
            assert "${{" not in step.get("run", ""), name


@pytest.mark.skipif(not tool("zizmor"), reason="zizmor is not installed")
def test_zizmor_finds_nothing(tmp_path):
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for name, text in all_texts().items():
        target = tmp_path / name if name == ACTION.name else folder / name
        target.write_text(text.replace("@COMMIT", f"@{'a' * 40}"), encoding="utf-8")
    outcome = subprocess.run(
        [tool("zizmor"), "--persona", "pedantic", "--offline", "--strict-collection", "--collect=all", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.skipif(not tool("check-jsonschema"), reason="check-jsonschema is not installed")
@pytest.mark.parametrize("kind", ["workflows", "actions"])
def test_the_files_fit_the_schemas_of_github(tmp_path, kind):
    texts = {name: text for name, text in all_texts().items() if (name == ACTION.name) is (kind == "actions")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = ["--builtin-schema", f"vendor.github-{kind}", *(tmp_path / name for name in texts)]
    outcome = subprocess.run([tool("check-jsonschema"), *arguments], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_workflow_installs_this_version_before_the_files_are_there(workflow, runner):
    job = yaml.safe_load(workflow)["jobs"]["validate"]
    names = [step["name"] for step in job["steps"]]
    assert names.index("Install cxmap") < names.index("Check out the files")
    install = next(step for step in job["steps"] if step["name"] == "Install cxmap")
    assert runner.run(install["run"], "-e", **job["env"]).code == 0
    asked_for = (runner.temp / "pip.txt").read_text(encoding="utf-8").split()
    assert asked_for[-1] == f"cxmap=={__version__}"


@pytest.mark.parametrize("example", ["retail", "broken"])
def test_the_workflow_validates(workflow, runner, example):
    runner.copy(ROOT / "examples" / example, "maps/my shop")
    job = yaml.safe_load(workflow)["jobs"]["validate"]
    summary = runner.temp / "summary.md"
    summary.touch()
    variables = {**job["env"], "CXMAP_FOLDER": "maps/my shop", "GITHUB_STEP_SUMMARY": summary}
    ran = runner.run(job["steps"][-1]["run"], "-e", **variables)
    broken = example == "broken"
    assert ran.code == broken, ran
    assert ("::error file=maps/my shop/" in ran.out) is broken, ran
    assert summary.read_text(encoding="utf-8").startswith("<!-- cxmap")


def steps() -> dict[str, dict]:
    return {step["name"]: step for step in yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]}


class Action(Runner):
    """A machine on which the scripts of the action are run."""

    summary: Path
    output: Path

    def validate(self, **inputs: str) -> tuple[Ran, dict[str, str]]:
        declared = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
        values = {name: given["default"] for name, given in declared.items()} | inputs
        names = {"path": "CXMAP_PATH", "fail-on": "CXMAP_FAIL_ON"}
        names |= {name: f"CXMAP_{name.upper()}" for name in ("since", "baseline", "sarif")}
        self.output, self.summary = self.temp / "output", self.temp / "summary"
        for file in (self.output, self.summary):
            file.write_text("", encoding="utf-8")
        ran = self.run(
            steps()["Validate"]["run"],
            *BASH,
            CXMAP_BIN=self.bin,
            RUNNER_TEMP=self.temp,
            GITHUB_OUTPUT=self.output,
            GITHUB_STEP_SUMMARY=self.summary,
            **{variable: values[name.replace("_", "-")] for name, variable in names.items()},
        )
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return ran, dict(line.split("=", 1) for line in lines)


@pytest.fixture
def action(tmp_path) -> Action:
    return Action(tmp_path)


def test_every_input_and_output_of_the_action_is_wired():
    content = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    text = ACTION.read_text(encoding="utf-8")
    for name in content["inputs"]:
        assert text.count(f"${{{{ inputs.{name} }}}}") == 1, name
    for name, output in content["outputs"].items():
        assert output["value"] == f"${{{{ steps.validate.outputs.{name} }}}}"
        assert f"{name}=" in steps()["Validate"]["run"]


def test_the_action_installs_the_commit_that_the_workflow_names(action):
    script = (
        f'"{action.bin}/python" "$@" --without-pip && cp "{action.bin}/pip" "{action.temp}/cxmap/bin/pip"'
        # Without pip the environment is made in a moment; what pip is asked for is what counts here.
    )
    python = action.program("python-of-setup", script)
    ran = action.run(
        steps()["Install cxmap"]["run"],
        *BASH,
        CXMAP_PYTHON=python,
        RUNNER_TEMP=action.temp,
        GITHUB_ACTION_PATH="/actions/cxmap cxmap",
        GITHUB_OUTPUT=action.temp / "output",
    )
    assert ran.code == 0, ran
    assert (action.temp / "pip.txt").read_text(encoding="utf-8").splitlines()[-1] == "/actions/cxmap cxmap"
    assert (action.temp / "output").read_text(encoding="utf-8") == f"bin={action.temp}/cxmap/bin\n"


def test_the_action_on_a_clean_map(action):
    action.copy(ROOT / "examples" / "retail", "map")
    ran, outputs = action.validate(path="map")
    assert ran.code == 0, ran
    assert outputs.pop("report")
    assert outputs == {"exit-code": "0", "errors": "0", "warnings": "0"}


def test_the_action_on_a_broken_map(action):
    action.copy(ROOT / "examples" / "broken", "map")
    ran, outputs = action.validate(path="map", sarif="cxmap.sarif")
    assert ran.code == 1, ran
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert outputs["exit-code"] == "1"
    assert int(outputs["errors"]) == report["summary"]["error"] > 0
    assert int(outputs["warnings"]) == report["summary"]["warning"]
    assert "::error file=map/" in ran.out
    assert action.summary.read_text(encoding="utf-8").startswith("<!-- cxmap")
    assert json.loads((action.checkout / "cxmap.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_that_never_fails(action):
    action.copy(ROOT / "examples" / "broken", "map")
    ran, outputs = action.validate(path="map", **{"fail-on": "never"})
    assert (ran.code, outputs["exit-code"]) == (0, "0")
    assert int(outputs["errors"]) > 0


def test_the_action_without_a_map(action):
    ran, outputs = action.validate(path="nowhere")
    assert ran.code == 2
    assert outputs == {"exit-code": "2"}


def test_the_action_with_a_baseline(action):
    action.copy(ROOT / "examples" / "broken", "map")
    assert action.run('"$BIN/cxmap" validate --repo map --write-baseline', BIN=action.bin).code == 0
    ran, outputs = action.validate(path="map", baseline="map/cxmap-baseline.json")
    assert (ran.code, outputs["errors"]) == (0, "0"), ran


@pytest.mark.parametrize("name", ["path", "fail-on", "since", "baseline", "sarif"])
@pytest.mark.parametrize("text", ["$(touch {mark})", '"; touch {mark}; "', "--help"])
def test_what_is_given_to_the_action_is_never_run(action, tmp_path, name, text):
    action.copy(ROOT / "examples" / "retail", "map")
    ran, outputs = action.validate(**{"path": "map", name: text.format(mark=tmp_path / "mark")})
    assert not (tmp_path / "mark").exists()
    assert outputs["exit-code"] == str(ran.code)
    if name != "sarif":  # a file may well be called anything
        assert ran.code == 2, ran
