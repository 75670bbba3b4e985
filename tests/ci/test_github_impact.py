"""What a pull request means, as the action and the workflow of `cxmap init` say it on GitHub."""

import json
from pathlib import Path

import pytest
import yaml
from ci.action import Action, pull_request
from ci.shell import ROOT

from cxmap.app.init import ci_files

MOVED = {"touchpoints/purchase.yaml": ("channel: web", "channel: app")}
GONE = {"touchpoints/purchase.yaml": ("  checkout:", "  till:")}
UNTOUCHED = {"README.md": ("#", "##")}
FIRST = "<!-- cxmap:impact maps/my%20shop -->"
PATH = {"path": "maps/my shop"}


@pytest.fixture
def action(tmp_path) -> Action:
    return Action(tmp_path)


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """A pull request that puts the basket on another channel."""
    return pull_request(tmp_path_factory.mktemp("moved") / "upstream", MOVED)


@pytest.fixture
def pull(action, moved):
    """The same, checked out with the whole history."""
    moved.check_out(action.checkout)
    return moved


def test_a_pull_request(action, pull):
    ran, outputs = action.impact(pull, **PATH)
    assert ran.code == 0, ran
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert outputs["exit-code"] == "0"
    assert outputs["grade"] == report["grade"] == "disruptive"
    assert [change["entity"] for change in report["changes"]] == ["touchpoint:basket"]
    assert "file=maps/my shop/touchpoints/purchase.yaml" in ran.out
    markdown = Path(outputs["impact"]).read_text(encoding="utf-8")
    assert Path(outputs["impact"]).name == "impact.md"
    assert markdown.startswith(FIRST)
    assert action.summary.read_text(encoding="utf-8") == markdown


def test_the_work_of_others_is_not_taken_for_this_change(action, pull):
    """The base that the event names can be older than what GitHub has merged the pull request into."""
    _, outputs = action.impact(pull, **PATH)
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert [change["entity"] for change in report["changes"]] == ["touchpoint:basket"]
    assert report["base"] == pull.upstream.git("rev-parse", f"{pull.merge}^1").decode() != pull.base


def test_another_checkout_is_compared_with_the_base_of_the_event(action, pull):
    topic = pull.upstream.git("rev-parse", "topic").decode()
    pull._replace(merge=topic).check_out(action.checkout)
    _, outputs = action.impact(pull, **PATH)
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert report["head"] == topic
    assert [change["entity"] for change in report["changes"]] == ["touchpoint:basket"]


def test_a_revision_that_is_asked_for(action, pull):
    ran, outputs = action.impact(base="topic", **PATH)
    assert ran.code == 0, ran
    report = json.loads(Path(outputs["report"]).read_text(encoding="utf-8"))
    assert [change["entity"] for change in report["changes"]] == ["touchpoint:delivery-slot"]


def test_a_pull_request_that_leaves_the_map_alone(action, tmp_path):
    pull = pull_request(tmp_path / "upstream", UNTOUCHED)
    pull.check_out(action.checkout)
    ran, outputs = action.impact(pull, **PATH)
    assert (ran.code, ran.out, outputs["grade"]) == (0, "", "")
    assert Path(outputs["impact"]).read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("depth", [1, 2])
def test_without_the_history_the_job_says_what_is_missing(action, pull, depth):
    pull.check_out(action.checkout, depth)
    ran, outputs = action.impact(pull, **PATH)
    assert (ran.code, outputs) == (2, {"exit-code": "2"})
    assert "fetch-depth: 0" in ran.err


def test_a_push_has_nothing_to_compare_with(action, pull):
    ran, outputs = action.impact(**PATH)
    assert (ran.code, outputs) == (2, {"exit-code": "2"})
    assert ran.out.startswith("::error title=cxmap::")


@pytest.mark.parametrize(("gate", "code"), [("true", 1), ("false", 0)])
def test_the_gate(action, tmp_path, gate, code):
    pull = pull_request(tmp_path / "upstream", GONE)
    pull.check_out(action.checkout)
    ran, outputs = action.impact(pull, gate=gate, **PATH)
    assert (ran.code, outputs["exit-code"], outputs["grade"]) == (code, str(code), "breaking"), ran
    assert Path(outputs["impact"]).read_text(encoding="utf-8").startswith(FIRST)


@pytest.mark.parametrize("name", ["gate", "mention"])
@pytest.mark.parametrize("value", ["yes", "", "TRUE", "true; true"])
def test_what_is_neither_true_nor_false_is_refused(action, pull, name, value):
    ran, outputs = action.impact(pull, **PATH, **{name: value})
    assert (ran.code, outputs) == (2, {"exit-code": "2"})


def test_other_branches(action, tmp_path):
    pull = pull_request(tmp_path / "upstream", MOVED)
    pull.upstream.git("checkout", "--quiet", "-b", "other", pull.base)
    path = "maps/my shop/touchpoints/purchase.yaml"
    text = (pull.upstream.folder / path).read_text(encoding="utf-8")
    pull.upstream.commit({path: text.replace("name: Basket", "name: Trolley", 1)})
    pull.check_out(action.checkout)
    _, outputs = action.impact(pull, against="origin/other\n\nnobody/*\n", **PATH)
    assert "origin/other" in Path(outputs["impact"]).read_text(encoding="utf-8")


def test_people_are_mentioned_only_where_that_is_wanted(action, pull):
    for mention in ("true", "false"):
        _, outputs = action.impact(pull, mention=mention, **PATH)
        markdown = Path(outputs["impact"]).read_text(encoding="utf-8")
        assert (" @ternholt-home/digital" in markdown) is (mention == "true")


@pytest.mark.parametrize("name", ["path", "base", "against", "depth"])
@pytest.mark.parametrize("text", ["$(touch {mark})", '"; touch {mark}; "', "--help"])
def test_what_is_given_to_the_action_is_never_run(action, pull, tmp_path, name, text):
    ran, outputs = action.impact(pull, **PATH | {name: text.format(mark=tmp_path / "mark")})
    assert not (tmp_path / "mark").exists()
    assert outputs["exit-code"] == str(ran.code)
    if name != "against":  # a pattern may well match no branch
        assert ran.code == 2, ran


def test_the_workflow_of_init(action, pull):
    content = yaml.safe_load(ci_files("github", "maps/my shop")[".github/workflows/cxmap.yml"])
    job = content["jobs"]["impact"]
    assert job["if"] == "github.event_name == 'pull_request'"
    steps = {step["name"]: step for step in job["steps"]}
    assert steps["Check out the files"]["with"]["fetch-depth"] == 0
    summary = action.temp / "summary.md"
    given = {**content["env"], "GITHUB_STEP_SUMMARY": summary, "RUNNER_TEMP": action.temp}
    ran = action.run(steps["Impact"]["run"], "-e", **given)
    assert ran.code == 0, ran
    assert "file=maps/my shop/touchpoints/purchase.yaml" in ran.out
    kept = action.temp / "impact.md"
    assert kept.read_text(encoding="utf-8") == summary.read_text(encoding="utf-8")
    assert kept.read_text(encoding="utf-8").startswith(FIRST)
    assert "robot" not in kept.read_text(encoding="utf-8")
    upload = steps["Keep the report"]["with"]
    assert upload["path"] == "${{ runner.temp }}/impact.md"
    declared = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert upload["name"] == declared["artifact"]["default"], "or the comment would not find it"


def test_our_own_workflow(action):
    """What `check.yml` tries on the example's history holds here as well."""
    action.copy(ROOT / "examples", "examples")
    content = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    steps = {step["name"]: step for step in content["jobs"]["action"]["steps"]}
    built = action.run(steps["Build the example's history"]["run"], "-e", RUNNER_TEMP=action.temp)
    assert built.code == 0, built
    for tried, looked_at in (
        ("Say what a change of the example means", "Look at what it means"),
        ("Say that nothing is changed", "Look at what is not changed"),
    ):
        inputs = dict(steps[tried]["with"])
        assert inputs.pop("command") == "impact"
        inputs["path"] = inputs["path"].replace("${{ runner.temp }}", str(action.temp))
        ran, outputs = action.impact(**inputs)
        assert ran.code == 0, ran
        names = {variable: source.split(".")[-1].rstrip(" }") for variable, source in steps[looked_at]["env"].items()}
        given = {variable: outputs[name] for variable, name in names.items()}
        assert action.run(steps[looked_at]["run"], "-e", **given).code == 0, (looked_at, given)
