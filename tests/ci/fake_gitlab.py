"""As much of GitLab as a note needs: who asks, one merge request, and its notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ci.server import Answer, Asked, Server

COMMIT = "c0ffee" * 6 + "c0ff"
US = {"id": 9, "username": "project_3_bot_1"}
REQUEST = "/api/v4/projects/3/merge_requests/5"


class GitLab:
    """Merge request 5 of project 3, which is at `COMMIT`."""

    def __init__(self) -> None:
        self.commit = COMMIT
        self.notes: list[dict[str, Any]] = []
        self.api = Server(self._answer)
        self.next_id = 100

    @contextmanager
    def running(self) -> Iterator["GitLab"]:
        with self.api.running():
            yield self

    def say(self, body: str, author: dict[str, Any] = US) -> int:
        self.next_id += 1
        self.notes.append({"id": self.next_id, "body": body, "author": author})
        return self.next_id

    def bodies(self) -> list[str]:
        return [note["body"] for note in self.notes]

    def writes(self) -> list[str]:
        return [asked.method for asked in self.api.asked if asked.method != "GET"]

    def _answer(self, asked: Asked) -> Answer:
        if asked.headers.get("private-token") != "secret":
            return Answer(401, {"message": "401 Unauthorized"})
        match asked.method, asked.path.removeprefix(REQUEST).split("/"):
            case "GET", ["", "api", "v4", "user"]:
                return Answer(200, US)
            case "GET", [""]:
                return Answer(200, {"iid": 5, "sha": self.commit})
            case "GET", ["", "notes"]:
                size, number = int(asked.query["per_page"]), int(asked.query["page"])
                return Answer(200, self.notes[(number - 1) * size : number * size])
            case "POST", ["", "notes"]:
                self.say(asked.body["body"])
                return Answer(201, self.notes[-1])
            case ("PUT" | "DELETE") as method, ["", "notes", number]:
                found = [note for note in self.notes if note["id"] == int(number)]
                if not found:
                    return Answer(404, {"message": "404 Not found"})
                if method == "DELETE":
                    self.notes.remove(found[0])
                    return Answer(204)
                found[0]["body"] = asked.body["body"]
                return Answer(200, found[0])
        return Answer(404, {"message": "404 Not found"})
