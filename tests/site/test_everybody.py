"""Whether everybody can use the pages: axe finds nothing wrong, in light and in dark, on every kind of page."""

import pytest
from browser import violations

PAGES = (
    "index.html",
    "index.html#q=web&stage=purchase&from=basket&to=online-payment",
    "index.html#open=checkout",
    "stages/purchase.html",
    "journeys/furnish-first-home.html",
    "owners/digital.html",
    "owners.html",
    "glossary.html",
    "raci.html",
    "steering.html",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_in_the_way_of_anybody(sight, retail, path):
    page = sight.open(retail, path)
    if "#" in path:
        page.locator("#panel dl, #results li").first.wait_for()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []


def test_nor_on_a_phone_a_map_of_nothing_and_one_of_names_that_nobody_should_have(sight, retail, empty, evil):
    assert violations(sight.open(retail, width=360, height=740)) == []
    assert violations(sight.open(empty)) == []
    assert violations(sight.open(evil)) == []


def test_the_first_tab_leads_past_the_menu(sight, retail):
    page = sight.open(retail, "stages/purchase.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
