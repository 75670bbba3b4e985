"""What runs on GitHub: the action, the workflow that `cxmap init` writes, and our own; each as safe as it says."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from ci.action import BASH, FILE, Action, steps
from ci.shell import ROOT, tool

from cxmap import __version__
from cxmap.app.init import ci_files

OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = {"actions/checkout", "actions/setup-python", "actions/upload-artifact"}
COMMENT = {"actions": "read", "pull-requests": "write"}
"""What the workflow that comments may do."""


@pytest.fixture(scope="module")
def workflow() -> str:
    """The workflow that `cxmap init --ci github` writes."""
    return ci_files("github", "")[".github/workflows/cxmap.yml"]


def all_texts() -> dict[str, str]:
    written = ci_files("github", "maps/shop")[".github/workflows/cxmap.yml"]
    texts = {"cxmap.yml": written, **{path.name: path.read_text(encoding="utf-8") for path in (FILE, *OURS)}}
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
    assert set(pins) == PINNED
    assert all(len(versions) == 1 for versions in pins.values()), pins


def workflows() -> dict[str, dict]:
    texts = {name: text for name, text in all_texts().items() if name != FILE.name}
    # With YAML's own rules, `on` would be a truth value.
    return {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in texts.items()}  # noqa: S506


def test_workflows_may_only_read():
    for name, content in workflows().items():
        assert content["permissions"] in ({}, ""), name
        assert "pull_request_target" not in content["on"]
        assert content["concurrency"]
        for job in content["jobs"].values():
            writing = [right for right, kind in job["permissions"].items() if kind != "read"]
            if writing == ["security-events"]:
                assert "pull_request" not in content["on"]
            elif writing:
                assert (list(content["on"]), job["permissions"]) == (["workflow_run"], COMMENT)
            else:
                assert job["permissions"] == {"contents": "read"}
            assert int(job["timeout-minutes"]) <= 30
            checkouts = [step for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
            assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_no_secret_is_used():
    assert not [name for name, text in all_texts().items() if "secrets." in text]


def test_the_workflow_that_comments_does_nothing_else():
    (content,) = [content for content in workflows().values() if "workflow_run" in content["on"]]
    names = {other["name"] for other in workflows().values() if "pull_request" in other["on"]}
    assert content["on"]["workflow_run"]["types"] == ["completed"]
    assert set(content["on"]["workflow_run"]["workflows"]) <= names
    (job,) = content["jobs"].values()
    assert job["if"] == "github.event.workflow_run.event == 'pull_request'"
    (step,) = job["steps"]
    assert step["uses"].startswith("cxmap/cxmap@")
    assert step["with"]["command"] == "comment"


def test_with_the_token_that_may_write_nothing_is_installed():
    for name, step in steps().items():
        if name not in ("Look at the command", "Comment"):
            reached = "steps.impact.outputs.impact != ''" if name == "Keep the report for the comment" else None
            assert (reached or "inputs.command") in step["if"], name
            assert "== 'comment'" not in step["if"]
    assert steps()["Comment"]["if"] == "inputs.command == 'comment'"
    assert steps()["Comment"]["run"] == 'python3 -IB "$GITHUB_ACTION_PATH/ci/github/comment"'
    assert [name for name, step in steps().items() if "github.token" in str(step)] == ["Comment"]


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
        target = tmp_path / name if name == FILE.name else folder / name
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
    texts = {name: text for name, text in all_texts().items() if (name == FILE.name) is (kind == "actions")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    arguments = ["--builtin-schema", f"vendor.github-{kind}", *(tmp_path / name for name in texts)]
    outcome = subprocess.run([tool("check-jsonschema"), *arguments], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_workflow_installs_this_version_before_the_files_are_there(workflow, runner):
    content = yaml.safe_load(workflow)
    for job in content["jobs"].values():
        names = [step["name"] for step in job["steps"]]
        assert names.index("Install cxmap") < names.index("Check out the files")
        install = next(step for step in job["steps"] if step["name"] == "Install cxmap")
        assert runner.run(install["run"], "-e", **content["env"]).code == 0
        asked_for = (runner.temp / "pip.txt").read_text(encoding="utf-8").split()
        assert asked_for[-1] == f"cxmap=={__version__}"


@pytest.mark.parametrize("example", ["retail", "broken"])
def test_the_workflow_validates(workflow, runner, example):
    runner.copy(ROOT / "examples" / example, "maps/my shop")
    content = yaml.safe_load(workflow)
    job = content["jobs"]["validate"]
    summary = runner.temp / "summary.md"
    summary.touch()
    variables = {**content["env"], "CXMAP_FOLDER": "maps/my shop", "GITHUB_STEP_SUMMARY": summary}
    ran = runner.run(job["steps"][-1]["run"], "-e", **variables)
    broken = example == "broken"
    assert ran.code == broken, ran
    assert ("::error file=maps/my shop/" in ran.out) is broken, ran
    assert summary.read_text(encoding="utf-8").startswith("<!-- cxmap")


@pytest.fixture
def action(tmp_path) -> Action:
    return Action(tmp_path)


def test_every_input_and_output_of_the_action_is_wired():
    text = FILE.read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    for name in content["inputs"]:
        assert f"inputs.{name} " in text, name
    for name, output in content["outputs"].items():
        sources = re.findall(r"steps\.(\w+)\.outputs\.([\w-]+)", output["value"])
        assert sources
        for step, given in sources:
            assert given == name
            assert f"{name}=" in steps()[step.capitalize()]["run"], (step, name)


@pytest.mark.parametrize("command", ["", "Validate", "impact; true", "validate impact"])
def test_another_command_is_refused(action, command):
    ran = action.run(steps()["Look at the command"]["run"], *BASH, CXMAP_COMMAND=command)
    assert (ran.code, ran.err) == (2, "")
    assert ran.out.startswith("::error title=cxmap::")


@pytest.mark.parametrize("command", ["validate", "impact", "comment"])
def test_the_commands(action, command):
    assert action.run(steps()["Look at the command"]["run"], *BASH, CXMAP_COMMAND=command) == (0, "", "")
    assert f"inputs.command == '{command}'" in FILE.read_text(encoding="utf-8")


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
