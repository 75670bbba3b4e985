"""The page as it is seen: of a branch of the example, of the worst names, of many changes and of none."""

import subprocess
import sys
from pathlib import Path

import pytest
from one_page import has_room, is_for_everybody, opened
from render import impact_samples as samples

from cxmap.cli.app import run
from cxmap.render.impact.html import render
from cxmap.render.look import Look
from cxmap.words import ENGLISH

SCRIPT = Path(__file__).parents[3] / "examples" / "history.py"
MADE = {"rich": samples.rich(), "hostile": samples.hostile(), "many": samples.many(60), "nothing": samples.empty()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages by their names; that of the example is of the branch that it has checked out."""
    folder = tmp_path_factory.mktemp("pages")
    for name, report in MADE.items():
        (folder / f"{name}.html").write_text(render(report, ENGLISH, Look()), "utf-8")
    subprocess.run([sys.executable, SCRIPT, folder / "ternholt"], check=True, capture_output=True)
    asked = ["impact", "--repo", folder / "ternholt", "--today", "2026-12-01", "--no-cache", "--output"]
    assert run([*map(str, asked), f"html:{folder / 'example.html'}"]) == 0
    return {path.stem: path for path in folder.glob("*.html")}


NAMES = ["example", *MADE]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_and_nothing_is_wider_than_the_window(browser, pages, name):
    has_room(browser, pages[name])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_in_the_way_of_anybody(browser, pages, name, scheme):
    is_for_everybody(browser, pages[name], scheme)


@pytest.mark.parametrize(("media", "dark"), [("screen", True), ("print", False)])
def test_pictures_are_dark_on_a_dark_screen_and_light_on_paper(browser, pages, media, dark):
    with opened(browser, pages["example"], scheme="dark", media=media) as page:
        colours = page.evaluate(
            "[...document.querySelectorAll('.cx-page, .cx-card')].map(one => getComputedStyle(one).fill)"
        )
    assert len(colours) > 10
    assert ("rgb(255, 255, 255)" not in colours) is dark
    assert (len(set(colours)) == 1) is not dark


def test_on_paper_pictures_are_no_wider_than_the_page(browser, pages):
    with opened(browser, pages["example"], width=700, media="print") as page:
        widths = page.evaluate("[...document.querySelectorAll('svg')].map(one => one.getBoundingClientRect().right)")
    assert all(width <= 700 for width in widths)
