"""A real browser for the tests of what people look at: chromium, driven by Playwright, and axe in its pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

AXE = Path(__file__).parent / "site" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 30_000
"""How many milliseconds a test waits for what has to be seen, on a machine that has much else to do."""
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def started() -> Iterator[Browser]:
    """Yield the browser; without it the test is skipped, but not in CI."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _missing("chromium is not installed", "CXMAP_REQUIRE_BROWSER")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds wrong with a page for people who use it otherwise than by eye and mouse.

    Where some of its rules are named, only by these.
    """
    if not AXE.is_file():
        _missing("axe is not installed: run `npm ci --prefix tests/site/axe`", "CXMAP_REQUIRE_AXE")
    page.evaluate(AXE.read_text("utf-8"))
    options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def overlaps(page: Page, within: str = "body") -> list[str]:
    """Return which texts of a page that can be seen lie upon one another, line by line."""
    return page.evaluate(_OVERLAPS, within)


def outside(page: Page) -> list[str]:
    """Return what makes a page wider than the window, apart from what scrolls in a place of its own."""
    return page.evaluate(_OUTSIDE)


def _missing(reason: str, variable: str) -> None:
    if os.environ.get(variable):
        pytest.fail(reason)
    pytest.skip(reason)


# The boxes of texts are a little larger than what is seen of the letters, hence a share of their height is let off.
_OVERLAPS = """within => {
  const boxes = [];
  const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest('title, desc, script, style, template, option')) continue;
    if (!holder.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
      for (let at = holder; at; at = at.parentElement) {
        if (getComputedStyle(at).overflow === 'visible') continue;
        const clip = at.getBoundingClientRect();
        [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
        [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
      }
      const off = (bottom - top) * 0.2;
      const seen = right - left > 1 && bottom - top > 2;
      if (seen) boxes.push([left, top + off, right, bottom - off, node.data.trim().slice(0, 60), node]);
    }
  }
  boxes.sort((one, other) => one[1] - other[1]);
  const found = [];
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length && boxes[j][1] < boxes[i][3]; j++)
      if (boxes[i][0] < boxes[j][2] - 1 && boxes[j][0] < boxes[i][2] - 1) {
        // A line that is cut off has two boxes: one of what is shown, and one of all of it.
        const cut = boxes[i][5] === boxes[j][5] && boxes[i][1] === boxes[j][1];
        if (!cut) found.push(boxes[i][4] + ' | ' + boxes[j][4]);
      }
  return found;
}"""

_OUTSIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > room + 1 && !one.parentElement.closest('.scroll'))
    .map(one => one.outerHTML.slice(0, 120));
}"""
