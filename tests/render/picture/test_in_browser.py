"""Every view in a real browser: no text lies upon another, runs out of its card or out of the picture."""

from dataclasses import replace

import pytest
from render.picture import drawings as ways
from render.picture import samples

from cxmap.languages import words_for
from cxmap.render.picture.svg import inline
from cxmap.render.picture.theme import rules
from cxmap.render.picture.views import load, views

# Letters hang out of what browsers call their boxes by less than what lies between two lines: a part of it is let off.
_WRONG = """() => {
  const found = [];
  const within = (one, other) =>
    one.left >= other.left - 1 && one.right <= other.right + 1 &&
    one.top >= other.top - 1 && one.bottom <= other.bottom + 1;
  const whole = document.querySelector('svg').getBoundingClientRect();
  const texts = [...document.querySelectorAll('svg text')].filter(one => one.textContent.trim());
  const boxes = texts.map(one => {
    const {left, right, top, bottom} = one.getBoundingClientRect();
    const off = (bottom - top) * 0.2;
    return {one, text: one.textContent, left: left + 1, right: right - 1, top: top + off, bottom: bottom - off};
  });
  for (const box of boxes) {
    if (!within(box, whole)) found.push('out of the picture: ' + box.text);
    const group = box.one.closest("[data-key^='touchpoint:']");
    const card = group && group.querySelector(':scope > rect[class*=cx-card]');
    if (card && !within(box, card.getBoundingClientRect())) found.push('out of its card: ' + box.text);
  }
  boxes.sort((one, other) => one.top - other.top);
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length && boxes[j].top < boxes[i].bottom; j++)
      if (boxes[i].left < boxes[j].right && boxes[j].left < boxes[i].right)
        found.push(boxes[i].text + ' | ' + boxes[j].text);
  return [boxes.length, found.slice(0, 8)];
}"""


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def wrong(page, found):
    picture = inline(load(found.view)(found, words_for(found.language)))
    page.set_content(f"<!doctype html><style>{rules('light')} body {{ margin: 0 }}</style>{picture}")
    texts, faults = page.evaluate(_WRONG)
    assert texts
    return faults


CASES = {
    "nearly nothing": samples.bare,
    "ten": lambda: samples.made(10),
    "sixty": lambda: samples.made(60),
    "three hundred": lambda: samples.made(300),
    "no journey": lambda: samples.made(30, 0),
    "one journey": lambda: samples.one_journey(60),
    "hostile": samples.hostile,
    "hostile journey": lambda: samples.one_journey(34, samples.HOSTILE),
    "retail": samples.retail,
    "retail in Spanish": lambda: samples.retail(language="es"),
    "a journey of retail": lambda: samples.retail("map", "furnish-first-home-today"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("view", views())
def test_no_text_is_in_the_way_of_another(page, view, name):
    assert wrong(page, replace(CASES[name](), view=view)) == []


@pytest.mark.parametrize("name", ["sixty", "three hundred", "forty owners", "hostile and many"])
@pytest.mark.parametrize("by", ["owner", "channel", "stage"])
def test_nor_where_many_ways_lead_across(page, by, name):
    assert wrong(page, replace(ways.NAMED[name], view="flow", by=by)) == []
