"""Which branch a working tree is on."""

from cxmap.adapters.git import Git
from cxmap.adapters.git_process import text


def current_branch(git: Git) -> str:
    """Return the short name of the branch that is checked out; empty where none is."""
    status, answer, _ = git.plumbing.run("symbolic-ref", "--quiet", "--short", "HEAD")
    return text(answer) if status == 0 else ""
