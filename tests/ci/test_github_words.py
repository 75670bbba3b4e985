"""Whose template the findings of a pull request are told in, on the page of the run."""

from pathlib import Path

import pytest
import yaml
from adapters.repositories import Repository
from ci.action import Action, Pull
from cli.conftest import CONFIG, MAP

from cxmap.app.init import ci_files

TEMPLATE = "map/templates/validate.md.j2"
PULL = {"GITHUB_EVENT_NAME": "pull_request"}


@pytest.fixture
def action(tmp_path: Path) -> Action:
    return Action(tmp_path)


@pytest.fixture
def pull(tmp_path: Path) -> Pull:
    """A pull request that says in the repository's template that all is well."""
    upstream = Repository.new(tmp_path / "upstream")
    base = upstream.commit({"map/cxmap.yaml": CONFIG, "map/map.yaml": MAP, TEMPLATE: "Ours: {{ title }}\n"})
    upstream.git("checkout", "--quiet", "-b", "topic")
    upstream.commit({TEMPLATE: "All is well.\n"})
    upstream.git("checkout", "--quiet", "main")
    upstream.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    merge = upstream.git("rev-parse", "HEAD").decode()
    upstream.git("update-ref", "refs/pull/5/merge", merge)
    return Pull(upstream, merge, base)


@pytest.mark.parametrize(
    ("event", "depth", "said"),
    [
        ("pull_request", 2, "Ours: No problems"),
        ("pull_request", 1, "**No problems"),
        ("merge_group", 2, "**No problems"),
        ("push", 1, "All is well."),
    ],
)
def test_the_action(action, pull, event, depth, said):
    pull.check_out(action.checkout, depth)
    ran, outputs = action.step("Validate", {"path": "map"}, GITHUB_SHA=pull.merge, GITHUB_EVENT_NAME=event)
    assert (ran.code, outputs["exit-code"]) == (0, "0"), ran
    assert action.summary.read_text(encoding="utf-8").startswith(f"<!-- cxmap:validate -->\n\n{said}")


def test_the_action_since_a_base(action, pull):
    pull.check_out(action.checkout)
    ran, _ = action.step("Validate", {"path": "map", "since": "HEAD^1"}, GITHUB_SHA=pull.merge, **PULL)
    assert ran.code == 0, ran
    assert "Ours: No new problems" in action.summary.read_text(encoding="utf-8")


def test_a_checkout_of_something_else(action, pull):
    pull.check_out(action.checkout)
    Repository(action.checkout).git("checkout", "--quiet", "--force", "--detach", "origin/topic")
    ran, _ = action.step("Validate", {"path": "map"}, GITHUB_SHA=pull.merge, **PULL)
    assert ran.code == 0, ran
    assert "**No problems" in action.summary.read_text(encoding="utf-8")


@pytest.mark.parametrize(("event", "said"), [("pull_request", "Ours: "), ("push", "All is well.")])
def test_the_workflow_of_init(action, pull, event, said):
    content = yaml.safe_load(ci_files("github", "map")[".github/workflows/cxmap.yml"])
    steps = {step["name"]: step for step in content["jobs"]["validate"]["steps"]}
    assert steps["Check out the files"]["with"]["fetch-depth"] == 2
    expression = steps["Validate"]["env"]["CXMAP_TEMPLATES"]
    assert expression == "${{ github.event_name == 'pull_request' && 'HEAD^1' || 'HEAD' }}"
    templates = "HEAD^1" if event == "pull_request" else "HEAD"
    pull.check_out(action.checkout, 2)
    told = {**content["env"], "GITHUB_STEP_SUMMARY": action.summary, "CXMAP_TEMPLATES": templates}
    ran = action.run(steps["Validate"]["run"], "-e", **told)
    assert ran.code == 0, ran
    assert action.summary.read_text(encoding="utf-8").startswith(f"<!-- cxmap:validate -->\n\n{said}")
