"""Builds a git repository that tells how the map of Ternholt Home in `examples/retail` came to be.

    python examples/history.py DIR

It has eighteen months of commits on `main`, two tags, and four branches that are still open. The story stands in
`history/main.toml` and `history/branches.toml`. It is told backwards: the last commit of `main` holds the texts of
`retail` as they are, and each commit before it is the next one with its edits undone. Names, dates and contents are
all fixed, so the same texts give the same commit ids everywhere. Needs Python 3.11, git 2.32, and nothing else.
"""

import argparse
import datetime
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CHECKED_OUT = "one-page-checkout"

Tree = dict[str, str]
"""The files of one commit: text by path."""
Told = dict[str, Any]
"""One commit as the story tells it."""


def main() -> int:
    """Read the command line, and return the exit code."""
    parser = argparse.ArgumentParser(description="Build a git repository with the history of the retail example.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="A folder that is new or empty.")
    folder = parser.parse_args().folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return refused(f"{folder} is there already and not an empty folder. Name a new one.")
    try:
        build(folder)
    except FileNotFoundError as error:
        return refused(f"{error.filename} was not found. This script needs git and the folders beside it.")
    except LookupError as error:
        return refused(f"The story no longer fits examples/retail: {error}")
    except subprocess.CalledProcessError as error:
        return refused(f"git could not do it: {error.stderr.decode(errors='replace').strip()}")
    print(f"{folder} is at {CHECKED_OUT}. Try `cxmap impact` in it, or `git log --all --graph --oneline`.")
    return 0


def refused(why: str) -> int:
    """Say why nothing was built, and return the exit code for that."""
    print(why, file=sys.stderr)
    return 2


def build(folder: Path) -> None:
    """Write the whole history into a folder, and check out the change that is looked at first."""
    told = b"".join(stream(read_story("main")["commit"], read_story("branches")["branch"]))
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    git(folder, "config", "core.autocrlf", "false")
    git(folder, "fast-import", "--quiet", "--done", stdin=told)
    git(folder, "checkout", "--quiet", CHECKED_OUT)


def read_story(name: str) -> dict[str, list[Told]]:
    """Return a part of the story."""
    return tomllib.loads((HERE / "history" / f"{name}.toml").read_text(encoding="utf-8"))


# --- The trees of all commits ------------------------------------------------------------------------------------


def trees_of_main(commits: list[Told]) -> list[Tree]:
    """Return the files of every commit, the first one first, worked out from the last one."""
    retail = HERE / "retail"
    paths = sorted(path for path in retail.rglob("*") if path.is_file() and not path.name.startswith("."))
    tree = {path.relative_to(retail).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    trees = []
    scattered = False
    for commit in reversed(commits):
        trees.append(one_file_a_kind(tree) if scattered else tree)
        tree = undone(commit, tree)
        scattered = scattered or commit.get("formatted", False)
    return trees[::-1]


def undone(commit: Told, tree: Tree) -> Tree:
    """Return the files as they were before a commit of main."""
    tree = dict(tree)
    for edit in reversed(commit.get("text", [])):
        swap(tree, edit["at"], edit["after"], edit["before"])
    for path in commit.get("told", []):
        tree[path] = re.sub(r", done: [\d-]+", "", tree[path])
    for old, new in commit.get("renamed", {}).items():
        everywhere(tree, named(new), old)
    if fields := commit.get("fields"):
        everywhere(tree, rf"^    (?:{'|'.join(fields)}): .*\n", "", "touchpoints/")
    if commit.get("reviewed"):
        everywhere(tree, r"(?<=    reviewed: )\S+", a_year_before, "touchpoints/")
    take_out(commit, tree)
    return tree


def take_out(commit: Told, tree: Tree) -> None:
    """Take out what came with a commit of main."""
    for path in commit.get("files", []):
        del tree[path]
    for path, names in commit.get("entries", {}).items():
        for name in names:
            tree[path] = without_entry(tree[path], name)
    for name in commit.get("touchpoints", []):
        without_touchpoint(tree, name)
    if "touchpoints" in commit:
        without_unused(tree)


def done(commit: Told, tree: Tree) -> Tree:
    """Return the files as a commit of a branch leaves them."""
    tree = one_file_a_kind(tree) if commit.get("formatted") else dict(tree)
    for edit in commit.get("text", []):
        swap(tree, edit["at"], edit["before"], edit["after"])
    files: Tree = commit.get("files", {})
    return tree | files


# --- Edits of texts ----------------------------------------------------------------------------------------------


def swap(tree: Tree, at: str, old: str, new: str) -> None:
    """Put a text in the place of another that stands once in a file, or in one entry of it: `FILE` or `FILE ID`."""
    path, _, name = at.partition(" ")
    start, end = entry(tree[path], name) if name else (0, len(tree[path]))
    found = tree[path].count(old, start, end)
    if found != 1:
        raise LookupError(f"this stands {found} times in {at}, and not once:\n{old}")
    tree[path] = tree[path][:start] + tree[path][start:end].replace(old, new) + tree[path][end:]


def everywhere(tree: Tree, pattern: str, new: str | Callable[[re.Match[str]], str], folder: str = "") -> None:
    """Replace a pattern in each file of a folder. A file in which nothing is left then is no longer there."""
    for path in [path for path in tree if path.startswith(folder)]:
        edited = re.sub(pattern, new, tree[path], flags=re.MULTILINE)
        if edited != tree[path]:
            tree[path] = tidy(edited)
            if not re.search(r"^  \S", tree[path], re.MULTILINE):
                del tree[path]


def named(name: str) -> str:
    """Return the pattern of an id, where it is not a part of a longer one."""
    return rf"(?<![\w-]){name}(?![\w-])"


def entry(text: str, name: str) -> tuple[int, int]:
    """Return from where to where the entry of an id reaches, the comment right above it included."""
    found = re.search(rf"(?:^  #.*\n)*^  {name}:\n(?:^(?:    .*)?\n)*", text, re.MULTILINE)
    if found is None:
        raise LookupError(f"there is no `{name}`.")
    return found.span()


def without_entry(text: str, name: str) -> str:
    """Return a text without an entry. Where it was the last one of several close together, the empty line stays."""
    start, end = entry(text, name)
    line = "\n" if text[start:end].endswith("\n\n") and not text[:start].endswith("\n\n") else ""
    return tidy(text[:start] + line + text[end:])


def without_touchpoint(tree: Tree, name: str) -> None:
    """Take out a touchpoint: its entry, the transitions from and to it, and its steps on journeys."""
    for path in [path for path in tree if path.startswith("touchpoints/")]:
        if re.search(rf"^  {name}:$", tree[path], re.MULTILINE):
            tree[path] = without_entry(tree[path], name)
    everywhere(tree, rf"(?:^  #.*\n)?^  - \{{.*(?:from|to): {name}[,}}].*\n", "", "touchpoints/")
    everywhere(tree, rf"(?:^      #.*\n)?^      - (?:touchpoint: )?{name}\n(?:^        .*\n)*", "", "journeys/")
    everywhere(tree, rf"(?<=any_of: \[){named(name)}(?:, )?|(?<=any_of: \[)(.*), {named(name)}", r"\1", "journeys/")
    everywhere(tree, r"^      - any_of: \[\]\n(?:^        .*\n)*", "", "journeys/")


def tidy(text: str) -> str:
    """Leave one empty line where there were several, and no section at the end without anything in it."""
    return re.sub(r"\n*^\w+:\s*\Z", "", re.sub(r"\n{3,}", "\n\n", text), flags=re.MULTILINE).rstrip("\n") + "\n"


def without_unused(tree: Tree) -> None:
    """Take out the owners, data, systems and metrics that nothing else names and that belong to nothing."""
    before: Tree = {}
    while before != tree:
        before = dict(tree)
        for path in ("owners.yaml", "data.yaml", "metrics.yaml"):
            for name in re.findall(r"^  ([a-z-]+):$", tree[path], re.MULTILINE):
                belongs = "\n    part_of: " in tree[path][slice(*entry(tree[path], name))]
                rest = tree | {path: without_entry(tree[path], name)}
                if not belongs and not re.search(named(name), "\n".join(rest.values())):
                    tree[path] = rest[path]


def a_year_before(found: re.Match[str]) -> str:
    """Return the same day of the week, fifty-two weeks earlier."""
    return str(datetime.date.fromisoformat(found[0]) - datetime.timedelta(weeks=52))


def one_file_a_kind(tree: Tree) -> Tree:
    """Return the same map written otherwise: in other files, in another order, as blocks, with quotes, uncommented."""
    scattered = {}
    kinds: dict[str, str] = {}
    for path, text in sorted(tree.items()):
        if not path.startswith(("touchpoints/", "journeys/")):
            scattered[path] = text
            continue
        bare = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
        for kind, entries in re.findall(r"^(\w+):\n((?:^(?: .*)?\n)+)", bare, re.MULTILINE):
            kinds[kind] = kinds.get(kind, "") + entries.strip("\n") + "\n"
    for kind, entries in kinds.items():
        quoted = re.sub(r'^    (name|description): ([^"\n]+)$', r'    \1: "\2"', entries, flags=re.MULTILINE)
        blocks = re.sub(r"^    raci: \{(.*)\}$", r"    raci:\n      \1", quoted, flags=re.MULTILINE)
        blocks = re.sub(r"^  - \{(.*)\}$", r"  - \1", blocks, flags=re.MULTILINE)
        blocks = re.sub(r"^(?:      (?=accountable)|  - (?=id|from)).*$", one_line_each, blocks, flags=re.MULTILINE)
        scattered[f"{kind}.yaml"] = f"{kind}:\n{blocks}"
    return scattered


def one_line_each(found: re.Match[str]) -> str:
    """Return the items of a mapping, which stood on one line, beneath each other."""
    indent = "\n" + " " * (6 if "accountable" in found[0] else 4)
    return re.sub(r", (?=[a-z]+: )", indent, found[0])


# --- What git is told --------------------------------------------------------------------------------------------


def stream(commits: list[Told], branches: list[Told]) -> Iterator[bytes]:
    """Yield what `git fast-import` reads: main, its tags, and the branches that leave it."""
    trees = trees_of_main(commits)
    for number, (commit, tree) in enumerate(zip(commits, trees, strict=True), start=1):
        yield from commit_of("main", number, commit, tree, after=number - 1)
        if tag := commit.get("tag"):
            yield f"tag {tag['name']}\nfrom :{number}\n{stamp('tagger', commit)}".encode() + data(tag["message"])
    number = len(commits)
    for branch in branches:
        after = len(commits) - branch.get("behind", 0)
        tree = trees[after - 1]
        for commit in branch["commit"]:
            number += 1
            tree = done(commit, tree)
            yield from commit_of(branch["name"], number, commit, tree, after)
            after = number
    yield b"done\n"


def commit_of(branch: str, number: int, commit: Told, tree: Tree, after: int) -> Iterator[bytes]:
    """Yield a commit with all its files; it follows the one with the number `after`, or nothing if that is 0."""
    yield f"commit refs/heads/{branch}\nmark :{number}\n".encode()
    yield (stamp("author", commit) + stamp("committer", commit)).encode() + data(commit["message"])
    yield f"from :{after}\n".encode() if after else b""
    yield b"deleteall\n"
    for path, text in sorted(tree.items()):
        yield f"M 100644 inline {path}\n".encode() + data(text)


def stamp(role: str, commit: Told) -> str:
    """Return the line that says who did something and when."""
    when: datetime.datetime = commit["date"]
    return f"{role} {commit['author']} {int(when.timestamp())} {when:%z}\n"


def data(text: str) -> bytes:
    """Return a text as git is given it: its length in bytes, and then the bytes."""
    content = text.encode()
    return b"data %d\n%b\n" % (len(content), content)


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    """Run git in a folder, out of reach of what the user, the system or a surrounding git has set."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-C", folder, *arguments], input=stdin, capture_output=True, check=True, env=inherited | own)


if __name__ == "__main__":
    sys.exit(main())
