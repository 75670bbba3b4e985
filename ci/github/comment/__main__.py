"""Puts the report of `cxmap impact` into one comment of the pull request that it is about.

It runs in a workflow of its own, after the one that made the report, because it needs a token that may write. That
workflow checks nothing out; the report is all that comes from the pull request. Whoever opened the pull request can
have changed the first workflow, so the report may be forged, and it is trusted in nothing: neither in whose it is,
which the event says, nor in what it holds, which is checked and disarmed.

    python3 -IB ci/github/comment

It needs Python 3.11 and nothing else. What it is told comes through the environment, most of it from GitHub's runner.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from api import Api, Json
from disarm import disarmed
from errors import CommentError
from report import marker, report_in

BOT = "github-actions[bot]"
"""Who the token of a workflow writes as. Nobody else's comment is touched."""

LARGEST_ARCHIVE = 1 << 20
LONGEST_COMMENT = 65_000
NO_LONGER = "This pull request no longer changes the journey map."


def main() -> int:
    """Return the exit code: 0 also where there is nothing to do."""
    try:
        _tell("notice", comment(os.environ))
    except CommentError as error:
        _tell("error", str(error))
        return 1
    return 0


def _tell(level: str, text: str) -> None:
    """Write a message to the log and the page of the run; whatever it says, it is no command."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    sys.stdout.write(f"::{level} title=cxmap::{escaped}\n")


def comment(environment: Mapping[str, str]) -> str:
    """Do what there is to do, and return what was done."""
    run = finished_run(environment)
    api = Api(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"])
    repository = environment["GITHUB_REPOSITORY"]
    found = pull_requests(api, repository, run)
    if not found:
        return "No open pull request is at the commit of this run: it was closed, or has moved on. Nothing to do."
    if len(found) > 1:
        numbers = ", ".join(f"#{number}" for number in found)
        return f"{numbers} come from the same branch, and it is not known which one was compared. Nothing is written."
    archive = artifact(api, repository, run, environment["CXMAP_ARTIFACT"])
    if archive is None:
        return f"The run left no artifact {environment['CXMAP_ARTIFACT']}. The comment is left as it is."
    first = marker(environment["CXMAP_PATH"])
    report = report_in(archive, first)
    if report:
        files = f"{environment['GITHUB_SERVER_URL']}/{repository}/blob/"
        own_branch = run.repository == repository
        report = disarmed(report, files, mention=own_branch and environment["CXMAP_MENTION"] == "true")
    return Comments(api, repository, found[0], first).replace(report, run)


class Run(NamedTuple):
    """The run that made the report: its id and page, and the repository, branch and commit that it was for."""

    id: int
    page: str
    repository: str
    repository_id: int
    owner: str
    branch: str
    commit: str


def finished_run(environment: Mapping[str, str]) -> Run:
    """Return the run after which this one was started."""
    if environment["GITHUB_EVENT_NAME"] != "workflow_run":
        raise CommentError("The command comment is for workflows that start `on: workflow_run`.")
    run = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    if run["event"] != "pull_request":
        raise CommentError("The run before this one was for no pull request. Add the condition from docs/ci.md.")
    home = run["head_repository"]
    if not home:
        raise CommentError("The repository that the pull request comes from is no longer there.")
    return Run(
        id=run["id"],
        page=run["html_url"],
        repository=home["full_name"],
        repository_id=home["id"],
        owner=home["owner"]["login"],
        branch=run["head_branch"],
        commit=run["head_sha"],
    )


def pull_requests(api: Api, repository: str, run: Run) -> list[int]:
    """Return the open pull requests from the very branch that the run was for, if they are still at its commit.

    The commit alone would not do: anybody can open a pull request with the commits of somebody else.
    """
    query = {"state": "open", "head": f"{run.owner}:{run.branch}"}
    return [
        int(pull["number"])
        for pull in api.pages(f"/repos/{repository}/pulls", query)
        if pull["head"]["sha"] == run.commit
        and pull["head"]["ref"] == run.branch
        and (pull["head"]["repo"] or {}).get("id") == run.repository_id
    ]


def artifact(api: Api, repository: str, run: Run, name: str) -> bytes | None:
    """Return the newest artifact of that name which the run left, if there is one."""
    listed = api.pages(f"/repos/{repository}/actions/runs/{run.id}/artifacts", {"name": name}, "artifacts")
    left = [int(found["id"]) for found in listed if found["name"] == name and not found["expired"]]
    if not left:
        return None
    return api.download(f"/repos/{repository}/actions/artifacts/{max(left)}/zip", LARGEST_ARCHIVE)


class Comments:
    """The comments of one pull request that the bot wrote about one map: there should be one at most."""

    def __init__(self, api: Api, repository: str, pull: int, first: str) -> None:
        self._api = api
        self._pull = pull
        self._first = first
        self._list = f"/repos/{repository}/issues/{pull}/comments"
        self._one = f"/repos/{repository}/issues/comments"

    def replace(self, report: str, run: Run) -> str:
        """Let the one comment say what the report says, and return what was done. An empty report begins none."""
        mine = self._mine()
        if not mine and not report:
            return f"#{self._pull} does not change the journey map. No comment is needed."
        source = f"<sub>As of commit {run.commit[:10]}, by [this run]({run.page}).</sub>"
        body = "\n\n".join([self._first, report or NO_LONGER, source])
        if len(body) > LONGEST_COMMENT:
            raise CommentError("The report is too long for a comment.")
        if not mine:
            self._api.call("POST", self._list, {"body": body})
            mine = self._mine()  # another run may have done the same at the same time
        for extra in mine[1:]:
            self._api.call("DELETE", f"{self._one}/{extra['id']}", missing=True)
        if mine and _text(mine[0]) != body:
            changed = self._api.call("PATCH", f"{self._one}/{mine[0]['id']}", {"body": body}, missing=True)
            if changed is None:  # somebody has deleted it meanwhile
                self._api.call("POST", self._list, {"body": body})
        return f"The comment on #{self._pull} is up to date."

    def _mine(self) -> list[Json]:
        """Return the comments, the oldest first."""
        mine = [
            found
            for found in self._api.pages(self._list, {})
            if found["user"]
            and (found["user"]["login"], found["user"]["type"]) == (BOT, "Bot")
            and _text(found).partition("\n")[0] == self._first
        ]
        return sorted(mine, key=lambda found: int(found["id"]))


def _text(found: Json) -> str:
    return (found["body"] or "").replace("\r\n", "\n").strip()


if __name__ == "__main__":
    sys.exit(main())
