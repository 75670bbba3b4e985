"""Git repositories made for tests, which no configuration of the machine reaches."""

import os
import subprocess
from pathlib import Path

TODAY = "2026-01-01T00:00:00Z"
PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_AUTHOR_DATE": TODAY,
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
    "GIT_COMMITTER_DATE": TODAY,
}
OPEN = ("-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", "-c", "gc.auto=0")


class Repository:
    """A git repository in a folder, made or found there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def new(cls, folder: Path, *options: str) -> "Repository":
        folder.mkdir(parents=True, exist_ok=True)
        repository = cls(folder)
        repository.git("init", "--quiet", *options)
        return repository

    def git(self, *arguments: str | bytes, stdin: bytes = b"", at: str = "", **variables: str) -> bytes:
        """Run git with some of its variables and return what it answers, without the newline at its end."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-C", str(self.folder / at), *OPEN, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env={**inherited, **PLAIN, **variables},
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.removesuffix(b"\n")

    def commit(
        self, files: dict[str | bytes, str | bytes] | None = None, message: str = "change", date: str = TODAY
    ) -> str:
        """Write files, commit everything in the folder and return the id of the commit."""
        for path, content in (files or {}).items():
            write(self.folder, path, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, GIT_COMMITTER_DATE=date)
        return self.git("rev-parse", "HEAD").decode()

    def blob(self, content: str) -> str:
        return self.git("hash-object", "-w", "--stdin", stdin=content.encode()).decode()

    def commit_tree(self, *entries: tuple[str, str, bytes]) -> str:
        """Commit a tree of entries (mode, object id, name) that no folder could hold."""
        raw = b"".join(b"%b %b\0%b" % (mode.encode(), name, bytes.fromhex(oid)) for mode, oid, name in entries)
        return self.git("commit-tree", "-m", "made by hand", self.object("tree", raw)).decode()

    def object(self, kind: str, content: bytes) -> str:
        """Write an object as it is, whether it makes sense or not, and return its id."""
        return self.git("hash-object", "-t", kind, "-w", "--literally", "--stdin", stdin=content).decode()

    def loose(self, oid: str) -> Path:
        """Return where an object lies that is in no pack."""
        return self.folder / ".git/objects" / oid[:2] / oid[2:]

    def clone(self, folder: Path, *options: str) -> "Repository":
        self.git("clone", "--quiet", *options, f"file://{self.folder}", str(folder))
        return Repository(folder)


def write(folder: Path, path: str | bytes, content: str | bytes) -> None:
    file = folder / os.fsdecode(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
