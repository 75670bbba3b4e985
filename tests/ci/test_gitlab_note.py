"""The note in a merge request: written once, kept up to date, and fooled by nobody."""

import os
import textwrap

import pytest
import yaml
from ci.fake_gitlab import COMMIT, GitLab
from ci.server import BUSY, Answer
from ci.shell import ROOT, Ran, Runner

FOLDER = ROOT / "ci" / "gitlab"
TEMPLATE = FOLDER / "cxmap-note.gitlab-ci.yml"
JOB = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))["comment-journey-impact"]
FIRST = "<!-- cxmap:impact -->"
REPORT = f"{FIRST}\n\n## What this change means for customers\n\n**Breaking.** Checkout is gone.\n"


@pytest.fixture
def gitlab():
    with GitLab().running() as running:
        yield running


@pytest.fixture
def note(gitlab, runner: Runner):
    """Run the script of the job, in the folder into which the artifact was unpacked."""

    def run(report: str | None = REPORT, **variables: str) -> Ran:
        target = runner.checkout / "cxmap-impact.md"
        if report is not None:
            target.write_text(report, encoding="utf-8")
        given = {
            "CI_API_V4_URL": f"{gitlab.api.url}/api/v4",
            "CI_COMMIT_SHA": COMMIT,
            "CI_JOB_URL": "https://gitlab.com/acme/map/-/jobs/42",
            "CI_MERGE_REQUEST_IID": "5",
            "CI_PROJECT_ID": "3",
            "CI_PROJECT_URL": "https://gitlab.com/acme/map",
            "CXMAP_FOLDER": ".",
            "CXMAP_GITLAB_TOKEN": "secret",
        }
        return runner.run("\n".join(JOB["script"]), "-e", **given | variables)

    return run


def test_the_job_holds_the_script():
    """What is tested and linted is the script; what runs is the job. `CXMAP_UPDATE_GOLDEN=1` copies it there."""
    script = (FOLDER / "comment.py").read_text(encoding="utf-8")
    before, opening, _ = TEMPLATE.read_text(encoding="utf-8").partition("python3 -IB -c '\n")
    whole = f"{before}{opening}{textwrap.indent(script, ' ' * 6)}      '\n"
    if os.environ.get("CXMAP_UPDATE_GOLDEN"):
        TEMPLATE.write_text(whole, encoding="utf-8")
    assert TEMPLATE.read_text(encoding="utf-8") == whole
    assert JOB["script"] == [f"python3 -IB -c '\n{script}'\n"]
    assert "'" not in script, "the shell would end the script there"


def test_the_job_never_runs_what_a_merge_request_brings():
    assert JOB["variables"] == {"GIT_STRATEGY": "empty"}
    (rule,) = JOB["rules"]
    for condition in (
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CXMAP_GITLAB_TOKEN",
        "$CI_MERGE_REQUEST_PROJECT_ID == $CI_PROJECT_ID",
        "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID",
    ):
        assert condition in rule["if"].split(" && ")
    assert rule["when"] == "always", "the gate may be closed"


def test_a_note_is_written(gitlab, note):
    ran = note()
    assert (ran.code, ran.out) == (0, "The note is up to date.\n")
    (body,) = gitlab.bodies()
    assert body.startswith(f"{FIRST}\n\n## What this change means")
    assert body.endswith(f"As of commit {COMMIT[:10]}, by [this job](https://gitlab.com/acme/map/-/jobs/42).</sub>")


def test_it_is_the_same_note_every_time(gitlab, note):
    assert [note().code, note().code] == [0, 0]
    assert gitlab.writes() == ["POST"]
    assert note(REPORT.replace("Breaking", "Notable")).code == 0
    assert gitlab.writes() == ["POST", "PUT"]
    (body,) = gitlab.bodies()
    assert "Notable" in body


def test_nothing_is_written_where_nothing_changed(gitlab, note):
    assert "No note is needed" in note("").out
    assert gitlab.bodies() == []


def test_a_note_says_when_the_map_is_no_longer_changed(gitlab, note):
    note()
    assert note("").code == 0
    (body,) = gitlab.bodies()
    assert body.startswith(f"{FIRST}\n\nThis merge request no longer changes the journey map.\n")


def test_without_a_report_the_note_is_left_as_it_is(gitlab, note):
    ran = note(None)
    assert (ran.code, gitlab.api.asked) == (0, [])
    assert "There is no report" in ran.out


def test_only_our_own_notes_are_touched(gitlab, note):
    gitlab.say(REPORT, {"id": 1, "username": "somebody"})
    gitlab.say(f"Look:\n{REPORT}")
    gitlab.say("<!-- cxmap:impact maps/shop -->\n\nAnother map.")
    before = gitlab.bodies()
    assert note().code == 0
    assert gitlab.writes() == ["POST"]
    assert gitlab.bodies()[:-1] == before


def test_a_note_far_down_is_found(gitlab, note):
    for number in range(230):
        gitlab.say(f"Note {number}", {"id": 1, "username": "somebody"})
    gitlab.say(f"{FIRST}\n\nBefore.")
    assert note().code == 0
    assert gitlab.writes() == ["PUT"]


def test_two_pipelines_that_write_at_the_same_time_leave_one_note(gitlab, note):
    answer = gitlab.api.answer

    def somebody_is_faster(asked):
        if asked.method == "POST":
            gitlab.say(f"{FIRST}\n\nFaster.")
        return answer(asked)

    gitlab.api.answer = somebody_is_faster
    assert note().code == 0
    (body,) = gitlab.bodies()
    assert "Breaking" in body


def test_a_note_that_is_deleted_meanwhile_is_written_anew(gitlab, note):
    gitlab.say(f"{FIRST}\n\nBefore.")
    answer = gitlab.api.answer

    def somebody_deletes_it(asked):
        if asked.method == "PUT":
            gitlab.notes.clear()
        return answer(asked)

    gitlab.api.answer = somebody_deletes_it
    assert note().code == 0
    assert gitlab.writes() == ["PUT", "POST"]


def test_an_older_pipeline_leaves_the_note_alone(gitlab, note):
    gitlab.commit = "0" * 40
    assert "has moved on" in note().out
    assert gitlab.writes() == []


def test_pipelines_for_merged_results(gitlab, note):
    assert note(CI_COMMIT_SHA="f" * 40, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=COMMIT).code == 0
    assert COMMIT[:10] in gitlab.bodies()[0]


def test_each_map_of_a_project_has_its_own_note(gitlab, note):
    note()
    assert note(REPORT.replace("impact", "impact maps/shop", 1), CXMAP_FOLDER="./maps/shop/").code == 0
    assert len(gitlab.bodies()) == 2


def test_a_forged_report_is_disarmed(gitlab, note):
    assert note(f"{FIRST}\n\n@all ![x](https://evil) <img src=x> !1\n/merge\n\n    /approve\n").code == 0
    (body,) = gitlab.bodies()
    for active in ("@all", "![", "https://evil", "<img", "!1", "\n/", " /"):
        assert active not in body


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ("Something else.", "does not begin with"),
        (REPORT + "x" * 60_000, "is longer than"),
        ("x" * 300_000, "is longer than"),
    ],
    ids=["no marker", "long", "very long"],
)
def test_what_cxmap_has_not_written_is_refused(gitlab, note, report, message):
    ran = note(report)
    assert ran.code == 1
    assert message in ran.err
    assert gitlab.api.asked == []


def test_what_is_no_text_is_refused(note, runner):
    (runner.checkout / "cxmap-impact.md").write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in note(None).err


def test_a_link_is_not_followed(gitlab, note, runner, tmp_path):
    """An artifact may hold links, and this job can read the token."""
    (tmp_path / "elsewhere").write_text(REPORT, encoding="utf-8")
    (runner.checkout / "cxmap-impact.md").symlink_to(tmp_path / "elsewhere")
    ran = note(None)
    assert (ran.code, gitlab.api.asked) == (1, [])
    assert "cannot be read" in ran.err


@pytest.mark.parametrize("make", ["mkdir", "mkfifo"])
def test_what_is_no_file_is_refused(gitlab, note, runner, make):
    getattr(os, make)(runner.checkout / "cxmap-impact.md")
    ran = note(None)
    assert (ran.code, gitlab.api.asked) == (1, [])
    assert "Traceback" not in ran.err


def test_what_may_pass_is_tried_again(gitlab, note):
    gitlab.api.faults = [BUSY, Answer(429, None, {"Retry-After": "0"}), BUSY]
    assert note().code == 0
    assert len(gitlab.bodies()) == 1


def test_it_gives_up_in_the_end(gitlab, note):
    gitlab.api.faults = [BUSY] * 10
    ran = note()
    assert ran.code == 1
    assert "with 502" in ran.err
    assert len(gitlab.api.asked) == 5


def test_no_redirect_is_followed(gitlab, note):
    with GitLab().running() as elsewhere:
        gitlab.api.faults = [Answer(302, None, {"Location": f"{elsewhere.api.url}/user"})]
        ran = note()
        assert ran.code == 1
        assert "with 302" in ran.err
        assert elsewhere.api.asked == []


def test_a_token_that_may_not(note):
    ran = note(CXMAP_GITLAB_TOKEN="another")  # noqa: S106 - one that is not known
    assert ran.code == 1
    assert "the scope api and the role Reporter" in ran.err
    assert "another" not in ran.out + ran.err


def test_an_answer_that_is_none(gitlab, note):
    gitlab.api.faults = [Answer(200, b"<html>sign in</html>")]
    assert "not JSON" in note().err
