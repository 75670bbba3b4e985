"""Gives a generated map a history: a git repository in which every commit edits one file, as people do.

    python benchmarks/generate.py FOLDER --touchpoints 2000 --per-file 1
    python benchmarks/commits.py FOLDER --commits 1000

The first commit has the map as it was generated. Each later one changes something else about a touchpoint or a
transition, and every tenth takes back what an earlier one did, so that some contents come again. The same arguments
always make the same commits.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

START = 1_767_225_600
HOUR = 3_600

Files = dict[str, str]


def _described(text: str, number: int) -> str:
    return re.sub(r"(?m)^(    stage: )", f"    tags:\n      - note-{number}\n\\1", _untagged(text), count=1)


def _untagged(text: str) -> str:
    return re.sub(r"(?m)^    tags:\n(?:      - .*\n)+", "", text)


def _named(text: str, number: int) -> str:
    return re.sub(r"(?m)^(    name: .*?)(?: No\. \d+)?$", f"\\1 No. {number}", text, count=1)


def _counted(text: str, number: int) -> str:
    return re.sub(r"(?m)^    volume: \d+$", f"    volume: {1_000 + number}", text, count=1)


def _moved(text: str, number: int) -> str:
    channel = ("web", "store", "app", "post", "telephone")[number % 5]
    return re.sub(r"(?m)^    channel: .*$", f"    channel: {channel}", text, count=1)


def _reowned(text: str, _: int) -> str:
    roles = re.search(r"(?m)^      accountable: (\S+)\n      responsible:\n        - (\S+)$", text)
    if roles is None:
        return text
    first, second = roles.groups()
    new = f"      accountable: {second}\n      responsible:\n        - {first}"
    return text[: roles.start()] + new + text[roles.end() :]


def _asked(text: str, number: int) -> str:
    return re.sub(r"(?m)^    when: .*$", f"    when: has asked {number} times", text, count=1)


def _carried(text: str, _: int) -> str:
    return re.sub(r"(?m)^    carries:\n(?:      - .*\n)+", "    carries: []\n", text, count=1)


def _retired(text: str, _: int) -> str:
    return re.sub(
        r"(?m)^(    channel: .*)$", "\\1\n    status: retired", re.sub(r"    status: .*\n", "", text), count=1
    )


EDITS: tuple[Callable[[str, int], str], ...] = (
    _named,
    _counted,
    _moved,
    _reowned,
    _described,
    _asked,
    _carried,
    _counted,
    _retired,
)
TAKEN_BACK = len(EDITS) + 1


def states(files: Files, commits: int, seed: int) -> Iterator[Files]:
    """Yield the files that each commit writes."""
    yield files
    random = Random(seed)
    paths = sorted(path for path in files if "/touchpoints/" in f"/{path}")
    edited: list[tuple[str, str]] = []
    for number in range(1, commits):
        if number % TAKEN_BACK == 0:
            path, text = edited.pop(random.randrange(len(edited)))
        else:
            path = random.choice(paths)
            text = EDITS[number % TAKEN_BACK - 1](files[path], number)
            edited.append((path, files[path]))
        files = {**files, path: text}
        yield {path: text}


def stream(files: Files, commits: int, seed: int) -> Iterator[bytes]:
    """Yield what `git fast-import` reads."""
    for number, written in enumerate(states(files, commits, seed)):
        yield b"commit refs/heads/main\n"
        yield b"committer Ada <ada@example.com> %d +0000\n" % (START + number * HOUR)
        yield _data(f"Commit {number}")
        for path, text in written.items():
            yield b"M 100644 inline %b\n%b" % (path.encode(), _data(text))


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%b\n" % (len(content), content)


def commit(folder: Path, commits: int, seed: int = 0) -> None:
    """Make a git repository of a folder that holds a map, with so many commits."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.yaml"))}
    files = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "fast-import", "--quiet", stdin=b"".join(stream(files, commits, seed)))
    _git(folder, "reset", "--quiet", "--hard", "main")


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", folder, *arguments], input=stdin, check=True, env=inherited | own)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a map that was generated, and is not in git yet")
    parser.add_argument("--commits", type=int, default=1_000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="other edits")
    options = parser.parse_args()
    if (options.folder / ".git").exists():
        print(f"{options.folder} is a git repository already.", file=sys.stderr)
        return 2
    commit(options.folder, options.commits, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
