"""Puts the report of `cxmap impact` into one note of the merge request that it is about.

The job in cxmap-note.gitlab-ci.yml holds this very text, so that it needs nothing but Python: no checkout, and no file
that a merge request could have changed. That is why there is no apostrophe in here. Whoever opened the merge request
can have changed the job that made the report, so the report is checked and disarmed. What this is told comes through
the environment, all but the token and the folder from the runner of GitLab.
"""

import http.client
import json
import os
import posixpath
import re
import stat
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

REPORT = "cxmap-impact.md"
LARGEST = 1 << 18
LONGEST = 60_000
NO_LONGER = "This merge request no longer changes the journey map."

LARGEST_ANSWER = 1 << 26
PAGE = 100
MOST_PAGES = 100
TIMEOUT = 30
WAITS = (1, 2, 4, 8)
LONGEST_WAIT = 60
FORBIDDEN = (401, 403)
GONE = 404
TOO_MANY = 429
SERVER_ERROR = 500

Json = dict[str, Any]

BREAK = "\u200b"
OPENING = re.compile(r"(`{3,})(?:mermaid|text)")
LINE_START = re.compile(r"^((?:\s|[-+*](?=\s)|[0-9]+[.)](?=\s))*)(?=[/>]|`{3,}[^`]*$|~{3})")
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
CODE = re.compile(r"(?<!`)(?P<ticks>`+)[^`|$<\n]+(?P=ticks)(?!`)")
DIGIT = r"(?:[0-9]|&(?!#8203;))"
SEPARATED = rf"(?:\s|$|{BREAK}|&#8203;)"
# What Markdown, or the page that shows it, makes something of. A sign may also be written as a reference or after a \\.
ACTIVE = (
    r"&#(?P<code>[0-9]{1,7});",
    r"&#?(?=[A-Za-z0-9])|\\(?=&)",
    r"<(?=[A-Za-z/!?])",
    r"\](?=[(\[:])",
    rf"#(?={DIGIT})",
    rf"!(?=\[|{DIGIT})",
    r":(?=(?:\\?/|&#0*47;){2})",
    r"(?i:www)(?=\\?\.|&#0*46;)",
    rf"(?i:gh)(?=(?:\\?-|&#0*45;){DIGIT})",
)
MENTION = rf"@(?!{SEPARATED})"


class NoteError(Exception):
    """Why no note can be written, in words for the log."""


def main() -> int:
    """Return the exit code: 0 also where there is nothing to do."""
    try:
        sys.stdout.write(f"{note()}\n")
    except NoteError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def note() -> str:
    """Do what there is to do, and return what was done."""
    told = os.environ
    if not os.path.lexists(REPORT):
        return "There is no report. The note is left as it is."
    project, number, page = told["CI_PROJECT_ID"], told["CI_MERGE_REQUEST_IID"], told["CI_JOB_URL"]
    request = f"/projects/{project}/merge_requests/{number}"
    commit = told.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or told["CI_COMMIT_SHA"]
    first = marker(told["CXMAP_FOLDER"])
    report = disarmed(report_text(first), told["CI_PROJECT_URL"] + "/-/blob/")
    if call("GET", request)["sha"] != commit:
        return "The merge request has moved on. The note is left to the pipeline of its newest commit."
    mine = own_notes(request, first)
    if not mine and not report:
        return "The journey map is not changed. No note is needed."
    body = f"{first}\n\n{report or NO_LONGER}\n\n<sub>As of commit {commit[:10]}, by [this job]({page}).</sub>"
    if not mine:
        call("POST", f"{request}/notes", {"body": body})
        mine = own_notes(request, first)  # another pipeline may have done the same at the same time
    for extra in mine[1:]:
        call("DELETE", f"{request}/notes/" + str(extra["id"]))
    if mine and text_of(mine[0]) != body:
        changed = call("PUT", f"{request}/notes/" + str(mine[0]["id"]), {"body": body})
        if changed is None:  # somebody has deleted it meanwhile
            call("POST", f"{request}/notes", {"body": body})
    return "The note is up to date."


def marker(path: str) -> str:
    """Return the first line of the report of a map, by the folder it lies in: cxmap writes the same."""
    folder = posixpath.normpath(path).strip("/")
    key = "" if folder == "." else urllib.parse.quote(folder).replace("--", "-%2D")
    return f"<!-- cxmap:impact {key} -->" if key else "<!-- cxmap:impact -->"


def report_text(first: str) -> str:
    """Return the report without its first line, or nothing for an empty one, which says that nothing changed."""
    try:
        # A link could lead to anything that this job can read.
        descriptor = os.open(REPORT, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NoteError(f"{REPORT} is not an ordinary file.")
            text = file.read(LARGEST + 1).decode("utf-8")
    except OSError as error:
        raise NoteError(f"{REPORT} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise NoteError(f"{REPORT} is not UTF-8.") from None
    if not text.strip(" \r\n"):
        return ""
    if len(text) > LONGEST:
        raise NoteError(f"{REPORT} is longer than {LONGEST} characters. cxmap writes none that is.")
    start, _, rest = text.partition("\n")
    if start != first:
        raise NoteError(f"{REPORT} does not begin with `{first}`. Is CXMAP_FOLDER the same in both jobs?")
    return rest.strip("\n")


def own_notes(request: str, first: str) -> list[Json]:
    """Return the notes on this map that the owner of the token wrote, the oldest first: there should be one at most."""
    me = call("GET", "/user")["id"]
    notes: list[Json] = []
    for page in range(1, MOST_PAGES + 1):
        listed = call("GET", f"{request}/notes?sort=asc&order_by=created_at&per_page={PAGE}&page={page}")
        notes += listed
        if len(listed) < PAGE:
            break
    mine = [found for found in notes if found["author"]["id"] == me and text_of(found).partition("\n")[0] == first]
    return sorted(mine, key=lambda found: int(found["id"]))


def text_of(found: Json) -> str:
    """Return what a note says."""
    return str(found["body"]).replace("\r\n", "\n").strip()


def call(method: str, path: str, body: Json | None = None) -> Any:
    """Return what GitLab answers, or None if there is no such thing (any more). What may pass is tried again.

    The token goes to GitLab and nowhere else: no redirect is followed.
    """
    opener = urllib.request.OpenerDirector()
    opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler())
    opener.add_handler(urllib.request.HTTPErrorProcessor())
    opener.add_handler(urllib.request.HTTPDefaultErrorHandler())
    opener.add_handler(urllib.request.UnknownHandler())
    headers = {"PRIVATE-TOKEN": os.environ["CXMAP_GITLAB_TOKEN"], "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    url = os.environ["CI_API_V4_URL"] + path
    waits = iter(WAITS)
    while True:
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - see the handlers
        try:
            with opener.open(request, timeout=TIMEOUT) as answer:
                content = answer.read(LARGEST_ANSWER)
                return json.loads(content) if content else {}
        except urllib.error.HTTPError as error:
            wait = next(waits, None)
            busy = error.code >= SERVER_ERROR or error.code == TOO_MANY
            if wait is None or not busy:
                if error.code == GONE and method in ("PUT", "DELETE"):
                    return None
                hint = " Does the token have the scope api and the role Reporter?" if error.code in FORBIDDEN else ""
                raise NoteError(f"GitLab answers {method} {path} with {error.code} {error.reason}.{hint}") from None
            asked_for = error.headers.get("Retry-After", "")
            time.sleep(min(int(asked_for), LONGEST_WAIT) if asked_for.isdecimal() else wait)
        except (OSError, http.client.HTTPException) as error:
            wait = next(waits, None)
            if wait is None:
                raise NoteError(f"GitLab does not answer: {error}.") from None
            time.sleep(wait)
        except ValueError:
            raise NoteError(f"GitLab answers {method} {path} with something that is not JSON.") from None


def disarmed(text: str, files: str, *, mention: bool = False) -> str:
    """Return Markdown that shows nothing but text, tables, folds, pictures by Mermaid and links to lines of files.

    What would be anything else is broken by a zero-width space: HTML, images, links, mentions, references to issues,
    commands at the beginning of a line. What cxmap writes looks as it did before. `files` is how the addresses of
    files begin. `mention` lets the people be told whom the text mentions.
    """
    link = rf"\]\({re.escape(files)}(?![A-Za-z0-9/._~%-]*(?:\.\.|%2[Ee]))[A-Za-z0-9/._~%-]+#L[0-9]+\)"
    kept = rf"</?details>|</?summary>|{link}"
    signs = ACTIVE if mention else (*ACTIVE, MENTION)
    done: list[str] = []
    block: list[str] = []
    fence = ""
    for line in [*HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).split("\n"), ""]:
        opened = OPENING.fullmatch(line)
        if fence:
            # Within code nothing is active. It ends where a reader of Markdown takes it to end.
            done.append(line)
            fence = "" if re.fullmatch(rf" {{0,3}}{fence}`* *", line) else fence
        elif opened and not block:
            done.append(line)
            fence = opened[1]
        elif line.strip(" "):
            block.append(line)
        else:
            safe = rf"{kept}|{CODE.pattern}" if is_plain("\n".join(block)) else kept
            active = re.compile("|".join([f"(?P<kept>{safe})", *signs]))
            done += [LINE_START.sub(rf"\1{BREAK}", active.sub(broken, inner)) for inner in block]
            done.append(line)
            block = []
    return "\n".join([*done[:-1], fence] if fence else done[:-1])


def is_plain(block: str) -> bool:
    """Tell whether all agree on what in a block of text is code, each piece of it on one line."""
    return not re.search(r"[`<$]", CODE.sub("", block)) and "\\`" not in block


def broken(found: re.Match[str]) -> str:
    """Return something active so that it no longer is; what cxmap has broken itself is left alone."""
    if found["kept"]:
        return found[0]
    if not found["code"]:
        return found[0] + BREAK
    code = int(found["code"])
    letter = chr(code) if code <= sys.maxunicode else ""
    if not letter or letter.isalpha() or HIDDEN.match(letter):
        return found[0].replace("#", f"#{BREAK}")
    separated = re.match(SEPARATED, found.string[found.end() :])
    return found[0] if letter not in "@#!:" or separated else found[0] + BREAK


if __name__ == "__main__":
    sys.exit(main())
