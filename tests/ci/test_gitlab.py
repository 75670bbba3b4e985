"""What runs on GitLab: the jobs that `cxmap init` writes, which are those that can be included from here."""

import json
import subprocess
from xml.etree import ElementTree as ET

import pytest
import yaml
from ci.action import pull_request
from ci.shell import ROOT, tool

from cxmap import __version__
from cxmap.app.init import ci_files

FOLDER = ROOT / "ci" / "gitlab"
TEMPLATE = FOLDER / "cxmap.gitlab-ci.yml"
CONTENT = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
VALIDATE, IMPACT = CONTENT["validate-journey-map"], CONTENT["impact-journey-map"]
SHOP = {**CONTENT["variables"], "CXMAP_FOLDER": "maps/my shop"}


def test_the_template_is_what_init_writes():
    assert TEMPLATE.read_text(encoding="utf-8") == ci_files("gitlab", "")[".gitlab/cxmap.gitlab-ci.yml"]


def test_init_includes_the_job():
    included = yaml.safe_load(ci_files("gitlab", "")[".gitlab-ci.yml"])["include"]
    assert [entry["local"].lstrip("/") in ci_files("gitlab", "") for entry in included] == [True]


@pytest.mark.parametrize("job", [VALIDATE, IMPACT], ids=["validate", "impact"])
def test_this_version_is_installed(job, runner):
    assert runner.run("\n".join(job["before_script"]), "-e", **CONTENT["variables"]).code == 0
    assert (runner.temp / "pip.txt").read_text(encoding="utf-8").split()[-1] == f"cxmap=={__version__}"


@pytest.mark.parametrize("example", ["retail", "broken"])
def test_the_reports_are_written(runner, example):
    runner.copy(ROOT / "examples" / example, "maps/my shop")
    ran = runner.run("\n".join(VALIDATE["script"]), "-e", **SHOP)
    broken = example == "broken"
    assert ran.code == broken, ran
    reports = VALIDATE["artifacts"]["reports"]
    issues = json.loads((runner.checkout / reports["codequality"]).read_text(encoding="utf-8"))
    assert bool(issues) is broken
    assert all(issue["location"]["path"].startswith("maps/my shop/") for issue in issues) or not broken
    assert ET.parse(runner.checkout / reports["junit"]).getroot().tag == "testsuites"  # noqa: S314 - it is ours
    assert VALIDATE["artifacts"]["when"] == "always"


@pytest.fixture(scope="module")
def pull(tmp_path_factory):
    """What GitHub would make of a merge request; for merged results, GitLab does the same."""
    edits = {"touchpoints/purchase.yaml": ("channel: web", "channel: app")}
    return pull_request(tmp_path_factory.mktemp("merge-request") / "upstream", edits)


def test_what_a_merge_request_means(runner, pull):
    topic = pull._replace(merge=pull.upstream.git("rev-parse", "topic").decode())
    topic.check_out(runner.checkout)
    ran = runner.run("\n".join(IMPACT["script"]), "-e", CI_MERGE_REQUEST_DIFF_BASE_SHA=pull.base, **SHOP)
    assert ran.code == 0, ran
    assert "robot" not in written(runner)


def test_pipelines_for_merged_results(runner, pull):
    """What is checked out is the merge. The commit that the branch left is too old to compare with."""
    pull.check_out(runner.checkout)
    target = pull.upstream.git("rev-parse", "main").decode()
    told = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": pull.base, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}
    assert runner.run("\n".join(IMPACT["script"]), "-e", **told, **SHOP).code == 0
    assert "robot" not in written(runner)


def written(runner) -> str:
    page, markdown = ((runner.checkout / path).read_text(encoding="utf-8") for path in IMPACT["artifacts"]["paths"])
    assert page.lstrip().startswith("<!doctype html>")
    assert markdown.startswith("<!-- cxmap:impact maps/my%20shop -->")
    assert "Basket" in page
    assert "Basket" in markdown
    return page + markdown


def test_a_merge_request_without_the_history(runner, pull):
    assert IMPACT["variables"]["GIT_DEPTH"] == "0"
    pull.check_out(runner.checkout, depth=1)
    ran = runner.run("\n".join(IMPACT["script"]), "-e", CI_MERGE_REQUEST_DIFF_BASE_SHA=pull.base, **SHOP)
    assert ran.code == 2
    assert "shallow" in ran.err


def test_a_merge_request_that_leaves_the_map_alone(runner, pull):
    pull.check_out(runner.checkout)
    ran = runner.run("\n".join(IMPACT["script"]), "-e", CI_MERGE_REQUEST_DIFF_BASE_SHA=pull.merge, **SHOP)
    assert ran.code == 0
    assert (runner.checkout / "cxmap-impact.md").read_bytes() == b""


@pytest.mark.skipif(not tool("check-jsonschema"), reason="check-jsonschema is not installed")
def test_the_files_fit_the_schema_of_gitlab(tmp_path):
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")]
    for number, text in enumerate([*ci_files("gitlab", "maps").values(), *texts]):
        (tmp_path / f"{number}.yml").write_text(text, encoding="utf-8")
    arguments = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", *tmp_path.glob("*.yml")]
    outcome = subprocess.run([tool("check-jsonschema"), *arguments], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
