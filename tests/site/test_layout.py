"""What the pages look like on a phone, a tablet and a screen: nothing is in the way of anything, nothing sticks out."""

import pytest
from browser import outside, overlaps

RETAIL_PAGES = (
    "index.html",
    "stages/purchase.html",
    "journeys/furnish-first-home-today.html",
    "owners/digital.html",
    "glossary.html",
    "raci.html",
    "steering.html",
)
EVIL_PAGES = (
    "index.html",
    "stages/t0.html",
    "journeys/t1.html",
    "owners/t3.html",
    "glossary.html",
    "raci.html",
    "steering.html",
)
WIDTHS = (360, 768, 1440)


def check(sight, folder, paths):
    page = sight.open(folder, paths[0])
    found = {}
    for path in paths:
        page.goto(f"{folder.as_uri()}/{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[path, width] = [*overlaps(page)[:5], *outside(page)[:5]]
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_nothing_overlaps_and_nothing_is_wider_than_the_window(sight, retail):
    check(sight, retail, RETAIL_PAGES)


def test_nor_do_names_that_nobody_should_have(sight, evil):
    check(sight, evil, EVIL_PAGES)


def test_nor_does_a_map_of_one_touchpoint_or_of_none(sight, tiny, empty):
    check(sight, tiny, ("index.html", "stages/buy.html", "glossary.html", "steering.html"))
    check(sight, empty, ("index.html", "glossary.html", "steering.html"))


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_does_what_scripts_show(sight, evil, width):
    page = sight.open(evil, "index.html#q=a&stage=t1&owner=t0&owner=t3&channel=none&from=t0&to=t5", width=width)
    page.wait_for_selector("#route-stops li")
    assert overlaps(page, "#explorer") == []
    assert outside(page) == []
    page = sight.open(evil, "index.html#open=t3", width=width)
    page.wait_for_selector("#panel dl")
    assert overlaps(page, "#panel") == []
    assert outside(page) == []
