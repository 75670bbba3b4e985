"""What runs on GitLab: the job that `cxmap init` writes, which is the one that can be included from here."""

import json
import subprocess
from xml.etree import ElementTree as ET

import pytest
import yaml
from ci.shell import ROOT, tool

from cxmap import __version__
from cxmap.app.init import ci_files

TEMPLATE = ROOT / "ci" / "gitlab" / "cxmap.gitlab-ci.yml"


@pytest.fixture
def job() -> dict:
    return yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["validate-journey-map"]


def test_the_template_is_what_init_writes():
    assert TEMPLATE.read_text(encoding="utf-8") == ci_files("gitlab", "")[".gitlab/cxmap.gitlab-ci.yml"]


def test_init_includes_the_job():
    included = yaml.safe_load(ci_files("gitlab", "")[".gitlab-ci.yml"])["include"]
    assert [entry["local"].lstrip("/") in ci_files("gitlab", "") for entry in included] == [True]


def test_this_version_is_installed(job, runner):
    assert runner.run("\n".join(job["before_script"]), "-e", **job["variables"]).code == 0
    assert (runner.temp / "pip.txt").read_text(encoding="utf-8").split()[-1] == f"cxmap=={__version__}"


@pytest.mark.parametrize("example", ["retail", "broken"])
def test_the_reports_are_written(job, runner, example):
    runner.copy(ROOT / "examples" / example, "maps/my shop")
    ran = runner.run("\n".join(job["script"]), "-e", **{**job["variables"], "CXMAP_FOLDER": "maps/my shop"})
    broken = example == "broken"
    assert ran.code == broken, ran
    reports = job["artifacts"]["reports"]
    issues = json.loads((runner.checkout / reports["codequality"]).read_text(encoding="utf-8"))
    assert bool(issues) is broken
    assert all(issue["location"]["path"].startswith("maps/my shop/") for issue in issues) or not broken
    assert ET.parse(runner.checkout / reports["junit"]).getroot().tag == "testsuites"  # noqa: S314 - it is ours
    assert job["artifacts"]["when"] == "always"


@pytest.mark.skipif(not tool("check-jsonschema"), reason="check-jsonschema is not installed")
def test_the_files_fit_the_schema_of_gitlab(tmp_path):
    for number, text in enumerate(ci_files("gitlab", "maps").values()):
        (tmp_path / f"{number}.yml").write_text(text, encoding="utf-8")
    arguments = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", *tmp_path.glob("*.yml")]
    outcome = subprocess.run([tool("check-jsonschema"), *arguments], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
