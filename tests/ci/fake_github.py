"""As much of GitHub as a comment needs: pull requests, the artifacts of runs, comments, and the storage elsewhere."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ci.server import Answer, Asked, Server

BOT = {"login": "github-actions[bot]", "type": "Bot"}
HERE = "acme/map"
COMMIT = "c0ffee" * 6 + "c0ff"
FORK = {"id": 7, "full_name": "stranger/map", "owner": {"login": "stranger"}}
HOME = {"id": 1, "full_name": HERE, "owner": {"login": "acme"}}


class GitHub:
    """A repository on GitHub, `acme/map`, in which run 42 has ended."""

    def __init__(self) -> None:
        self.pulls: list[dict[str, Any]] = []
        self.artifacts: list[dict[str, Any]] = []
        self.zips: dict[int, bytes] = {}
        self.comments: list[dict[str, Any]] = []
        self.next_id = 1000
        self.api = Server(self._answer)
        self.storage = Server(self._stored)
        self.location = "{storage}/{id}"

    @contextmanager
    def running(self) -> Iterator["GitHub"]:
        with self.api.running(), self.storage.running():
            yield self

    def open_pull(self, number: int, *, home: dict[str, Any] | None = HOME, branch: str = "topic", **head: Any) -> None:
        self.pulls.append({"number": number, "head": {"sha": COMMIT, "ref": branch, "repo": home, **head}})

    def leave(self, report: bytes | str, *, name: str = "cxmap-impact", expired: bool = False) -> None:
        """Let the run have left an artifact with this report, or with these bytes for an archive."""
        archive = report if isinstance(report, bytes) else zipped({"impact.md": report.encode()})
        self.next_id += 1
        self.artifacts.append({"id": self.next_id, "name": name, "expired": expired})
        self.zips[self.next_id] = archive

    def say(self, body: str, user: dict[str, str] | None = BOT) -> int:
        self.next_id += 1
        self.comments.append({"id": self.next_id, "body": body, "user": user})
        return self.next_id

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def writes(self) -> list[str]:
        return [asked.method for asked in self.api.asked if asked.method != "GET"]

    def _stored(self, asked: Asked) -> Answer:
        if "authorization" in asked.headers:
            return Answer(400, b"Only one way to authenticate is allowed.")
        return Answer(200, self.zips[int(asked.path.rpartition("/")[2])])

    def _answer(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != "Bearer secret":
            return Answer(401, {"message": "Bad credentials"})
        path = asked.path.removeprefix(f"/repos/{HERE}/")
        match asked.method, path.split("/"):
            case "GET", ["pulls"]:
                owner, _, branch = asked.query["head"].partition(":")
                found = [pull for pull in self.pulls if self._is_from(pull, owner, branch)]
                return page(asked, found if asked.query["state"] == "open" else [])
            case "GET", ["actions", "runs", "42", "artifacts"]:
                named = [one for one in self.artifacts if one["name"] == asked.query.get("name", one["name"])]
                return Answer(200, {"total_count": len(named), "artifacts": page(asked, named).body})
            case "GET", ["actions", "artifacts", number, "zip"]:
                location = self.location.format(storage=self.storage.url, id=number)
                return Answer(302, None, {"Location": location})
            case "GET", ["issues", _, "comments"]:
                return page(asked, self.comments)
            case "POST", ["issues", _, "comments"]:
                self.say(asked.body["body"])
                return Answer(201, self.comments[-1])
            case ("PATCH" | "DELETE") as method, ["issues", "comments", number]:
                found = [comment for comment in self.comments if comment["id"] == int(number)]
                if not found:
                    return Answer(404, {"message": "Not Found"})
                if method == "DELETE":
                    self.comments.remove(found[0])
                    return Answer(204)
                found[0]["body"] = asked.body["body"]
                return Answer(200, found[0])
        return Answer(404, {"message": "Not Found"})

    def _is_from(self, pull: dict[str, Any], owner: str, branch: str) -> bool:
        repo = pull["head"]["repo"]
        return pull["head"]["ref"] == branch and (repo is None or repo["owner"]["login"] == owner)


def page(asked: Asked, entries: list[Any]) -> Answer:
    size, number = int(asked.query["per_page"]), int(asked.query["page"])
    return Answer(200, entries[(number - 1) * size : number * size])


def zipped(files: dict[str, bytes], **entry: Any) -> bytes:
    """Return an archive. What is said about its entries is set on each of them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for field, value in entry.items():
                setattr(info, field, value)
            archive.writestr(info, content)
    return buffer.getvalue()


def event(folder: Path, *, home: dict[str, Any] | None = HOME, **run: Any) -> Path:
    """Write down what the runner is told when run 42 has ended."""
    told = {
        "id": 42,
        "event": "pull_request",
        "html_url": f"https://github.com/{HERE}/actions/runs/42",
        "head_branch": "topic",
        "head_sha": COMMIT,
        "head_repository": home,
        "pull_requests": [],
    }
    path = folder / "event.json"
    path.write_text(json.dumps({"action": "completed", "workflow_run": told | run}), encoding="utf-8")
    return path
