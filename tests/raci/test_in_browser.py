"""The page as it is seen: of the example, however it is arranged, and of forty owners with the worst names."""

from pathlib import Path

import pytest
from one_page import has_room, is_for_everybody
from raci.matrices import TODAY, matrix, shown
from raci.test_formats import EMPTY, nasty
from trees import tree_of

from cxmap.app.raci.raci import Asked, raci
from cxmap.app.reading import read

RETAIL = Path(__file__).parents[2] / "examples" / "retail"
NAMES = ("stage", "journey", "owner", "function", "nasty", "nasty-journey", "few", "empty")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages by their names: of the example by what its rows are grouped, and of other maps."""
    retail = read(tree_of(RETAIL))
    made = {by: raci(retail, Asked(TODAY, by)) for by in NAMES[:4]}
    made |= {"nasty": matrix(nasty()), "nasty-journey": matrix(nasty(), by="journey"), "few": matrix()}
    made |= {"empty": matrix(EMPTY["no roles"])}
    folder = tmp_path_factory.mktemp("pages")
    for name, report in made.items():
        (folder / f"{name}.html").write_text(shown(report, "html"), "utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_and_nothing_is_wider_than_the_window(browser, pages, name):
    has_room(browser, pages[name])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["stage", "function", "nasty", "few", "empty"])
def test_nothing_is_in_the_way_of_anybody(browser, pages, name, scheme):
    is_for_everybody(browser, pages[name], scheme)
