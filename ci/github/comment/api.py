"""Asks GitHub. The token goes there and nowhere else."""

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

from errors import CommentError

Json = dict[str, Any]

PAGE = 100
MOST_PAGES = 100
LARGEST_ANSWER = 1 << 26
TIMEOUT = 30
WAITS = (1, 2, 4, 8)
"""How many seconds to wait before asking again, where GitHub does not say how long."""
LONGEST_WAIT = 60

FORBIDDEN = (401, 403)
GONE = (404, 410)
TOO_MANY = (403, 429)
SERVER_ERROR = 500
REDIRECTS = (301, 302, 303, 307, 308)


class Api:
    """The programming interface of GitHub. No redirect is followed with the token."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "User-Agent": "cxmap",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        # All that there is to it: no redirects, no files.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler,
            urllib.request.HTTPHandler,
            urllib.request.HTTPSHandler,
            urllib.request.HTTPErrorProcessor,
            urllib.request.HTTPDefaultErrorHandler,
            urllib.request.UnknownHandler,
        ):
            self._opener.add_handler(handler())

    def call(self, method: str, path: str, body: Json | None = None, *, missing: bool = False) -> Any | None:
        """Return the answer to a question, or None if `missing` allows that there is no such thing."""
        try:
            answer = self._open(method, self._url + path, self._headers, body)
            return json.loads(answer) if answer else {}
        except urllib.error.HTTPError as error:
            if missing and error.code in GONE:
                return None
            raise _refused(method, path, error) from None
        except ValueError:
            raise CommentError(f"GitHub answers {method} {path} with something that is not JSON.") from None

    def pages(self, path: str, query: Mapping[str, str], field: str = "") -> Iterator[Json]:
        """Yield the entries of all pages of a list, which is the answer itself or a field of it."""
        for page in range(1, MOST_PAGES + 1):
            asked = urllib.parse.urlencode({**query, "per_page": PAGE, "page": page})
            answer = self.call("GET", f"{path}?{asked}") or {}
            entries = answer[field] if field else answer
            yield from entries
            if len(entries) < PAGE:
                return
        raise CommentError(f"GitHub lists more than {MOST_PAGES * PAGE} entries at {path}.")

    def download(self, path: str, limit: int) -> bytes:
        """Return a file of at most so many bytes. GitHub says where it lies, and there the token is not shown."""
        try:
            content = self._open("GET", self._url + path, self._headers, limit=limit)
        except urllib.error.HTTPError as error:
            place = error.headers.get("Location", "") if error.code in REDIRECTS else ""
            if not place:
                raise _refused("GET", path, error) from None
            content = self._from_elsewhere(place, limit)
        if len(content) > limit:
            raise CommentError(f"The artifact is larger than {limit} bytes.")
        return content

    def _from_elsewhere(self, place: str, limit: int) -> bytes:
        if not place.startswith(("https://", self._url.partition("//")[0] + "//")):
            raise CommentError("GitHub wants to hand out the artifact without encryption.")
        try:
            return self._open("GET", place, {"User-Agent": "cxmap"}, limit=limit)
        except urllib.error.HTTPError as error:
            raise CommentError(f"The artifact cannot be downloaded: {error.code} {error.reason}.") from None

    def _open(
        self, method: str, url: str, headers: Mapping[str, str], body: Json | None = None, limit: int = LARGEST_ANSWER
    ) -> bytes:
        """Return what an address answers, up to one byte more than a limit. What may pass is tried again."""
        data = None if body is None else json.dumps(body).encode()
        waits = iter(WAITS)
        while True:
            request = urllib.request.Request(url, data, dict(headers), method=method)  # noqa: S310 - see the handlers
            try:
                with self._opener.open(request, timeout=TIMEOUT) as answer:
                    return bytes(answer.read(limit + 1))
            except urllib.error.HTTPError as error:
                wait = next(waits, None)
                asked_for = error.headers.get("Retry-After", "")
                busy = error.code >= SERVER_ERROR or (error.code in TOO_MANY and asked_for)
                if wait is None or not busy:
                    raise
                time.sleep(min(int(asked_for), LONGEST_WAIT) if asked_for.isdecimal() else wait)
            except (OSError, http.client.HTTPException) as error:
                wait = next(waits, None)
                if wait is None:
                    raise CommentError(f"{urllib.parse.urlsplit(url).netloc} does not answer: {error}.") from None
                time.sleep(wait)


def _refused(method: str, path: str, error: urllib.error.HTTPError) -> CommentError:
    where = path.partition("?")[0]
    if error.code in FORBIDDEN:
        needed = "Give the job `actions: read` and `pull-requests: write`."
        return CommentError(f"The token may not do this: {method} {where}. {needed}")
    return CommentError(f"GitHub answers {method} {where} with {error.code} {error.reason}.")
