"""Questions to git, as the tests ask them."""

import pytest

from cxmap.adapters.git import Entry, Git
from cxmap.errors import CxmapError


def refusal(asked, question, *arguments) -> CxmapError:
    """Return the error that answers a question, and check that it is one line with something to do."""
    with pytest.raises(CxmapError) as caught:
        question(asked, *arguments)
    for text in (caught.value.message, caught.value.hint):
        assert text
        assert text.isprintable()
    return caught.value


def entries(git: Git, commit: str, path: str = "") -> list[Entry]:
    return list(git.entries(commit, path))
