"""The comment on a pull request: written once, kept up to date, and fooled by nobody."""

import pytest
import yaml
from ci.fake_github import COMMIT, FORK, HERE, HOME, GitHub, event, zipped
from ci.server import BUSY, Answer
from ci.shell import ROOT, Ran, Runner
from render import impact_samples

from cxmap.render.impact.markdown import marker, render
from cxmap.render.look import Look
from cxmap.words import ENGLISH

FIRST = "<!-- cxmap:impact -->"
REPORT = f"{FIRST}\n\n## What this change means for customers\n\n**Breaking.** Checkout is gone.\n"
STEPS = {step["name"]: step for step in yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]}


@pytest.fixture
def github():
    with GitHub().running() as running:
        yield running


@pytest.fixture
def comment(github, runner: Runner, tmp_path):
    def run(event_file=None, **variables: str) -> Ran:
        given = {
            "GITHUB_ACTION_PATH": ROOT,
            "GITHUB_API_URL": github.api.url,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": HERE,
            "GITHUB_EVENT_NAME": "workflow_run",
            "GITHUB_EVENT_PATH": event_file or event(tmp_path),
            "GITHUB_TOKEN": "secret",
            "CXMAP_ARTIFACT": "cxmap-impact",
            "CXMAP_PATH": ".",
            "CXMAP_MENTION": "false",
        }
        return runner.run(STEPS["Comment"]["run"], "-e", **given | variables)

    return run


def test_a_comment_is_written(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    ran = comment()
    assert (ran.code, ran.out) == (0, "::notice title=cxmap::The comment on #5 is up to date.\n")
    (body,) = github.bodies()
    assert body.startswith(f"{FIRST}\n\n## What this change means")
    assert f"As of commit {COMMIT[:10]}, by [this run](https://github.com/{HERE}/actions/runs/42)" in body


def test_what_cxmap_writes_is_shown(github, comment):
    github.open_pull(5)
    written = render(impact_samples.rich(), ENGLISH, Look(folder="maps/my shop"))
    github.leave(written)
    assert comment(CXMAP_PATH="maps/my shop").code == 0
    assert github.bodies()[0].replace("\u200b", "").startswith(written)


def test_it_is_the_same_comment_every_time(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    assert comment().code == 0
    assert comment().code == 0
    assert github.writes() == ["POST"]
    github.leave(REPORT.replace("Breaking", "Notable"))
    assert comment().code == 0
    assert github.writes() == ["POST", "PATCH"]
    (body,) = github.bodies()
    assert "Notable" in body


def test_nothing_is_written_where_nothing_changed(github, comment):
    github.open_pull(5)
    github.leave("")
    ran = comment()
    assert "No comment is needed" in ran.out
    assert github.bodies() == []


def test_a_comment_says_when_the_map_is_no_longer_changed(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    comment()
    github.leave("")
    assert comment().code == 0
    (body,) = github.bodies()
    assert body.startswith(f"{FIRST}\n\nThis pull request no longer changes the journey map.\n")
    assert "Breaking" not in body


def test_only_our_own_comments_are_touched(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    theirs = [
        github.say(REPORT, {"login": "stranger", "type": "User"}),
        github.say(REPORT, {"login": "github-actions[bot]", "type": "User"}),
        github.say(REPORT, None),
        github.say(f"Look:\n{REPORT}"),
        github.say(""),
        github.say(f"{FIRST.replace('impact', 'impact maps/shop')}\n\nAnother map."),
    ]
    before = github.bodies()
    comment()
    assert github.writes() == ["POST"]
    assert [found["id"] for found in github.comments[:-1]] == theirs
    assert github.bodies()[:-1] == before


def test_a_comment_far_down_is_found(github, comment):
    github.open_pull(5)
    for number in range(230):
        github.say(f"Comment {number}", {"login": "somebody", "type": "User"})
    ours = github.say(f"{FIRST}\r\n\r\nBefore.")
    github.leave(REPORT)
    assert comment().code == 0
    assert github.writes() == ["PATCH"]
    assert "Breaking" in next(found["body"] for found in github.comments if found["id"] == ours)


def test_two_runs_that_write_at_the_same_time_leave_one_comment(github, comment):
    github.open_pull(5)
    github.leave(REPORT)

    answer = github.api.answer

    def somebody_is_faster(asked):
        if asked.method == "POST":
            github.say(f"{FIRST}\n\nFaster.")
        return answer(asked)

    github.api.answer = somebody_is_faster
    assert comment().code == 0
    (body,) = github.bodies()
    assert "Breaking" in body


def test_a_comment_that_is_deleted_meanwhile_is_written_anew(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    github.say(f"{FIRST}\n\nBefore.")
    answer = github.api.answer

    def somebody_deletes_it(asked):
        if asked.method == "PATCH":
            github.comments.clear()
        return answer(asked)

    github.api.answer = somebody_deletes_it
    assert comment().code == 0
    assert github.writes() == ["PATCH", "POST"]
    (body,) = github.bodies()
    assert "Breaking" in body


def test_each_map_of_a_repository_has_its_own_comment(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    comment()
    first = marker("maps/my--shop é")
    github.leave(REPORT.replace(FIRST, first), name="shop")
    ran = comment(CXMAP_PATH="./maps/my--shop é/", CXMAP_ARTIFACT="shop")
    assert ran.code == 0, ran
    assert [body.partition("\n")[0] for body in github.bodies()] == [FIRST, first]


# --- Which pull request -------------------------------------------------------------------------------------------


def test_a_pull_request_from_a_fork(github, comment, tmp_path):
    github.open_pull(5)
    github.open_pull(6, home=FORK)
    github.leave(REPORT)
    assert "#6" in comment(event(tmp_path, home=FORK)).out


def test_a_pull_request_with_the_commit_of_somebody_else_gets_no_comment_in_his(github, comment, tmp_path):
    """A stranger can push the commit of pull request 5 to a fork, and let a forged report say that it is about it."""
    github.open_pull(5)
    github.leave(REPORT)
    ran = comment(event(tmp_path, home=FORK))
    assert ran.code == 0
    assert "No open pull request is at the commit" in ran.out
    assert github.writes() == []


@pytest.mark.parametrize(
    "pull",
    [{"branch": "other"}, {"sha": "0" * 40}, {"home": FORK}, {"home": None}],
    ids=["branch", "commit", "fork", "deleted fork"],
)
def test_what_is_no_pull_request_of_this_run(github, comment, pull):
    github.open_pull(5, **pull)
    github.leave(REPORT)
    # Even if GitHub listed all pull requests, whatever it is asked for.
    github._is_from = lambda *_: True
    assert "No open pull request" in comment().out
    assert github.writes() == []


def test_a_branch_with_an_odd_name(github, comment, tmp_path):
    branch = "a&state=all#%25/ü'::error::"
    github.open_pull(5, branch=branch)
    github.leave(REPORT)
    assert "#5 is up to date" in comment(event(tmp_path, head_branch=branch)).out


def test_several_pull_requests_from_one_branch(github, comment):
    github.open_pull(5)
    github.open_pull(6)
    github.leave(REPORT)
    ran = comment()
    assert ran.code == 0
    assert "#5, #6 come from the same branch" in ran.out
    assert github.writes() == []


@pytest.mark.parametrize(
    ("told", "message"),
    [({"event": "push"}, "was for no pull request"), ({"head_repository": None}, "is no longer there")],
)
def test_a_run_that_no_comment_can_be_about(github, comment, tmp_path, told, message):
    ran = comment(event(tmp_path, **told))
    assert ran.code == 1
    assert ran.out.startswith("::error title=cxmap::")
    assert message in ran.out
    assert github.api.asked == []


def test_another_event(github, comment):
    ran = comment(GITHUB_EVENT_NAME="pull_request")
    assert ran.code == 1
    assert "on: workflow_run" in ran.out


# --- The artifact -------------------------------------------------------------------------------------------------


def test_the_token_is_shown_to_nobody_else(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    assert comment().code == 0
    (stored,) = github.storage.asked
    assert "secret" not in str(stored)
    assert {asked.headers["authorization"] for asked in github.api.asked} == {"Bearer secret"}


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.com/x", "gopher://x", "//example.com", ""])
def test_artifacts_come_over_http_only(github, comment, location):
    github.open_pull(5)
    github.leave(REPORT)
    github.location = location
    ran = comment()
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert github.writes() == []


def test_no_other_redirect_is_followed(github, comment):
    github.api.faults = [Answer(301, None, {"Location": f"{github.storage.url}/pulls"})]
    ran = comment()
    assert ran.code == 1
    assert "with 301" in ran.out
    assert github.storage.asked == []


def test_an_artifact_that_storage_sends_elsewhere(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    github.storage.faults = [Answer(302, None, {"Location": f"{github.api.url}/user"})]
    assert "cannot be downloaded: 302" in comment().out


def test_a_run_without_a_report(github, comment):
    github.open_pull(5)
    github.say(f"{FIRST}\n\nBefore.")
    github.leave(REPORT, expired=True)
    github.leave(REPORT, name="another")
    ran = comment()
    assert ran.code == 0
    assert "left no artifact" in ran.out
    assert github.writes() == []


def test_the_newest_artifact_counts(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    github.leave(REPORT.replace("Breaking", "Notable"))
    comment()
    assert "Notable" in github.bodies()[0]


@pytest.mark.parametrize(
    ("archive", "message"),
    [
        (zipped({"impact.md": REPORT.encode(), "more.md": b""}), "one file"),
        (zipped({"impact.md": b"No marker."}), "does not begin with"),
        (zipped({"impact.md": REPORT.encode()}) + b"\0" * (1 << 20), "is larger than"),
    ],
    ids=["two files", "no marker", "a large file"],
)
def test_a_forged_artifact_is_refused(github, comment, archive, message):
    github.open_pull(5)
    github.leave(archive)
    ran = comment()
    assert ran.code == 1, ran
    assert ran.out.startswith("::error title=cxmap::")
    assert message in ran.out
    assert github.writes() == []


def test_a_forged_report_is_disarmed(github, comment):
    github.open_pull(5)
    github.leave(f"{FIRST}\n\n@everyone ![x](https://evil) <img src=x> #1\n/approve\n")
    assert comment().code == 0
    (body,) = github.bodies()
    for active in ("@everyone", "![", "https://evil", "<img", "#1", "\n/approve"):
        assert active not in body


@pytest.mark.parametrize("home", [HOME, FORK], ids=["own branch", "fork"])
@pytest.mark.parametrize("mention", ["true", "false"])
def test_people_are_mentioned_for_branches_of_this_repository_only(github, comment, tmp_path, home, mention):
    github.open_pull(5, home=home)
    github.leave(f"{FIRST}\n\nAsk @acme/shops.\n")
    assert comment(event(tmp_path, home=home), CXMAP_MENTION=mention).code == 0
    assert ("@acme/shops" in github.bodies()[0]) is (home is HOME and mention == "true")


# --- When GitHub is not itself --------------------------------------------------------------------------------------


def test_what_may_pass_is_tried_again(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    github.api.faults = [BUSY, Answer(429, None, {"Retry-After": "0"}), Answer(403, None, {"Retry-After": "0"})]
    github.storage.faults = [BUSY]
    assert comment().code == 0
    assert len(github.bodies()) == 1


def test_a_comment_that_was_written_though_the_answer_got_lost(github, comment):
    github.open_pull(5)
    github.leave(REPORT)
    answer = github.api.answer
    lost = []

    def lose_the_answer(asked):
        made = answer(asked)
        if asked.method == "POST" and not lost:
            lost.append(made)
            return BUSY
        return made

    github.api.answer = lose_the_answer
    assert comment().code == 0
    assert len(github.bodies()) == 1


def test_it_gives_up_in_the_end(github, comment):
    github.api.faults = [BUSY] * 10
    ran = comment()
    assert ran.code == 1
    assert "with 502" in ran.out
    assert len(github.api.asked) == 5


def test_a_token_that_may_not(github, comment):
    github.open_pull(5)
    ran = comment(GITHUB_TOKEN="another")  # noqa: S106 - one that is not known
    assert ran.code == 1
    assert "pull-requests: write" in ran.out
    assert "another" not in ran.out + ran.err


def test_an_answer_that_is_none(github, comment):
    github.api.faults = [Answer(200, b"<html>welcome</html>")]
    ran = comment()
    assert ran.code == 1
    assert "not JSON" in ran.out
