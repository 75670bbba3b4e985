"""How an output is to look: what the terminal or the reader can take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """What a renderer is told about where its output goes.

    `colour` and `width` (in columns) are for text. `pages` says whether the addresses of the rules' pages are
    printed. `folder` is where the journey repository lies within the git repository, with `/` (empty when it is the
    same): GitHub and GitLab want paths from the root of git. `files` is the address under which a host shows the files
    of a commit, `https://github.com/acme/map/blob`, or empty: then files are named, and not linked.
    """

    colour: bool = False
    width: int = 80
    pages: bool = True
    folder: str = ""
    files: str = ""

    def path(self, path: str) -> str:
        """Return a path of the journey repository as seen from the root of git."""
        return f"{self.folder}/{path}" if self.folder else path


PLAIN = Look()
