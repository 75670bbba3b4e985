"""Which two states of a journey repository are compared: what `BASE...HEAD` on the command line means."""

from pathlib import Path
from typing import NamedTuple

from cxmap.adapters.checkout import Checkout
from cxmap.adapters.git import Git, abbreviated, short
from cxmap.adapters.git_tree import GitTree
from cxmap.adapters.work_tree import WORKING_TREE, WorkTree
from cxmap.config import read_settings
from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said
from cxmap.source.tree import CONFIG_FILE, DEFAULT_LIMITS, Limits, Tree

HEAD = "HEAD"


class Comparands(NamedTuple):
    """Two states of a journey repository. What to call them are the labels of the trees.

    The commits are their full ids, None for a working tree or a folder. `notes` are what should be known about how
    they were chosen. `base_called` and `head_called` are words for what has no name of its own: a merge base, the
    working tree, a folder.
    """

    base: Tree
    head: Tree
    base_commit: str | None = None
    head_commit: str | None = None
    notes: tuple[Message, ...] = ()
    base_called: Message | None = None
    head_called: Message | None = None


def comparands(git: Git, folder: Path | None, asked: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Comparands:
    """Return what is to be compared.

    Args:
        git: the git repository, asked from the folder.
        folder: where the journey repository lies; None for a bare repository.
        asked: what stands on the command line.

            - nothing: from the merge base of HEAD and `base:` in cxmap.yaml, or the default branch, to the working tree
            - `BASE`: from that commit to the working tree
            - `BASE...HEAD`: from the merge base of the two to the second
            - `BASE..HEAD`: from the one to the other

            As in git, a side that is left out is HEAD.
        limits: how much is read.

    Raises `CxmapError` when there is no such commit, or nothing that could be compared with it.
    """
    choice = _Choice(git, limits)
    if asked is not None and ".." in asked:
        return choice.commits(asked)
    if folder is None or git.is_bare():
        raise CxmapError(
            said("This is a bare git repository: there is no working tree to compare with."),
            said("Name two commits: `main...topic`."),
        )
    if git.is_sparse():
        raise CxmapError(
            said(
                "git was told to check out only some of the files here (a sparse checkout), so the others would seem "
                "to have been removed."
            ),
            said("Name two commits, which are read whole: `{base}...HEAD`.", base=Exact(asked or "main")),
        )
    head = Checkout(git, folder, limits)
    if asked is not None:
        commit = git.commit(asked)
        return Comparands(choice.tree(commit, asked), head, commit, head_called=WORKING_TREE)
    origin = choice.grown_from(HEAD, read_settings(head).config.base)
    return Comparands(origin.tree, head, origin.commit, None, origin.notes, origin.called, WORKING_TREE)


def two_folders(before: Path, folder: Path, limits: Limits = DEFAULT_LIMITS) -> Comparands:
    """Return two plain folders to be compared, with no need of git.

    Raises `CxmapError` when the one that is named holds no journey repository.
    """
    if not (before / CONFIG_FILE).is_file():
        raise CxmapError(
            said("There is no journey repository in {path}: it holds no `cxmap.yaml`.", path=Exact(before)),
            said("Name the folder that holds one."),
        )
    called = said("the folder {path}", path=Exact(before))
    base = WorkTree(before, limits, called)
    return Comparands(base, WorkTree(folder, limits), base_called=called, head_called=WORKING_TREE)


def revision_tree(git: Git, revision: str, limits: Limits = DEFAULT_LIMITS) -> GitTree:
    """Return the files of the commit that a revision names, below the folder that git is asked from."""
    return GitTree(git, git.commit(revision), git.prefix(), limits, revision)


class Origin(NamedTuple):
    """Where a revision grew from: the files of that commit, its id, what to call it, and what is to be said of it."""

    tree: GitTree
    commit: str
    called: Message | None
    notes: tuple[Message, ...]


def grown_from(git: Git, revision: str, configured: str | None, limits: Limits = DEFAULT_LIMITS) -> Origin:
    """Return where a revision grew from: its merge base with the default branch, or with `configured` if that is set.

    `configured` is `base:` of cxmap.yaml. Raises `CxmapError` when there is no such commit.
    """
    return _Choice(git, limits).grown_from(revision, configured)


class _Choice:
    """The choosing of commits in one repository."""

    def __init__(self, git: Git, limits: Limits) -> None:
        self._git = git
        self._limits = limits
        self._prefix = git.prefix()

    def commits(self, asked: str) -> Comparands:
        """Return the two sides of `BASE...HEAD` or `BASE..HEAD`."""
        dots = "..." if "..." in asked else ".."
        base_name, _, head_name = asked.partition(dots)
        if not base_name and not head_name:
            raise CxmapError(
                said('"{dots}" names no revision.', dots=dots),
                said("Name one or two, such as `main{dots}HEAD`, or leave it out.", dots=dots),
            )
        base_name, head_name = base_name or HEAD, head_name or HEAD
        base, head = self._git.commit(base_name), self._git.commit(head_name)
        tree = self.tree(head, head_name)
        if dots == "..":
            return Comparands(self.tree(base, base_name), tree, base, head)
        merge_base, notes = self._merge_base((base_name, base), (head_name, head))
        called = _called(merge_base, base_name, base)
        return Comparands(self._parted(merge_base, base_name, base), tree, merge_base, head, notes, called)

    def grown_from(self, revision: str, configured: str | None) -> Origin:
        """Return the commit from which a revision grew."""
        commit = self._git.commit(revision)
        name = configured or self._git.default_base()
        try:
            base = self._git.commit(name)
        except CxmapError as error:
            if configured is None:
                raise
            told = said("{problem} `base:` in cxmap.yaml names it.", problem=error.message)
            raise CxmapError(told, error.hint) from error
        merge_base, notes = self._merge_base((name, base), (revision, commit))
        return Origin(self._parted(merge_base, name, base), merge_base, _called(merge_base, name, base), notes)

    def tree(self, commit: str, name: str | Message) -> GitTree:
        """Return the files of a commit."""
        return GitTree(self._git, commit, self._prefix, self._limits, name)

    def _parted(self, merge_base: str, name: str, commit: str) -> GitTree:
        """Return the files of a merge base."""
        return self.tree(merge_base, _called(merge_base, name, commit) or name)

    def _merge_base(self, one: tuple[str, str], other: tuple[str, str]) -> tuple[str, tuple[Message, ...]]:
        """Return the merge base of two commits, each with its name, and what is to be said of the choice."""
        (one_name, one_commit), (other_name, other_commit) = one, other
        bases = self._git.merge_bases(one_commit, other_commit)
        if not bases:
            base, head = short(one_name), short(other_name)
            raise CxmapError(
                said(
                    '"{base}" and "{head}" have no commit in common: their histories are unrelated.',
                    base=base,
                    head=head,
                ),
                said("Compare the two themselves: `{base}..{head}`.", base=Exact(base), head=Exact(head)),
            )
        if len(bases) == 1:
            return bases[0], ()
        # The newest, as git does; which of two is newer is settled by their ids where their dates do not.
        taken, *others = sorted(bases, key=lambda base: (-self._git.about(base).date.timestamp(), base))
        note = said(
            "{base} and {head} grew from more than one commit. `{taken}` is compared with; name another to compare "
            "with that one: {others}.",
            base=short(one_name),
            head=short(other_name),
            taken=abbreviated(taken),
            others=tuple(map(abbreviated, others)),
        )
        return taken, (note,)


def _called(merge_base: str, name: str, commit: str) -> Message | None:
    """Return words for a merge base that is not the commit whose name is known."""
    return None if merge_base == commit else said("merge base with {name}", name=short(name))
