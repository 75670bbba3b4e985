"""The block of a CODEOWNERS file, for GitHub and GitLab alike: one line a file, in the order of the paths.

It is the same in every language, so that a file does not change with whoever writes it.
"""

from collections.abc import Iterator

from cxmap.model.fields import is_id
from cxmap.render.look import Look
from cxmap.report.codeowners import BEGIN, END, CodeownersReport, OwnedFile
from cxmap.words import Words


def render(report: CodeownersReport, _words: Words, _look: Look) -> str:
    """Return the block, its marks included.

    Nothing in it can be taken for another line: patterns and handles are made of characters that were checked, and of
    what people wrote comments hold only ids that are ids.
    """
    lines = [line for file in report.files for line in _lines(file)]
    return "\n".join([BEGIN, *(lines or [_NOBODY]), END]) + "\n"


_NOBODY = "# Nobody can be asked about any file of the map yet."


def _lines(file: OwnedFile) -> Iterator[str]:
    if file.pattern and file.unreached:
        unreached = ", ".join(owner if is_id(owner) else "an owner with a wrong id" for owner in file.unreached)
        yield f"# {file.pattern}: no GitHub handle or e-mail address for {unreached}"
    if file.pattern and file.asked:
        yield " ".join([file.pattern, *(asked.handle for asked in file.asked)])
