"""Questions to git, as the tests ask them."""

import pytest

from cxmap.adapters.git import Entry, Git
from cxmap.errors import CxmapError
from cxmap.words import say


def refusal(asked, question, *arguments) -> CxmapError:
    """Return the error that answers a question, and check that it is one line with something to do."""
    with pytest.raises(CxmapError) as caught:
        question(asked, *arguments)
    for text in (str(caught.value), advice(caught.value)):
        assert text.endswith(".")
        assert text.isprintable()
    return caught.value


def advice(error: CxmapError) -> str:
    """Return what an error says is to be done, in English."""
    assert error.hint
    return say(error.hint)


def entries(git: Git, commit: str, path: str = "") -> list[Entry]:
    return list(git.entries(commit, path))
