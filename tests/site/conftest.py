"""What tests of the web page share: pages that were written once, and a way to open them in the browser."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from browser import PATIENCE
from site_maps import EMPTY, TINY, hostile, large, write

from cxmap.cli.app import run

RETAIL = Path(__file__).parents[2] / "examples" / "retail"
TODAY = "2026-12-01"


def written(repository, folder, *options):
    """Write the web page of a repository, without git and the cache having a say."""
    assert run(["site", str(folder), "--repo", str(repository), "--no-cache", "--today", TODAY, *options]) == 0
    return folder


@pytest.fixture(scope="session")
def retail(tmp_path_factory):
    return written(RETAIL, tmp_path_factory.mktemp("retail") / "site", "--links", "https://example.com/map/blob")


@pytest.fixture(scope="session")
def evil(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evil")
    return written(write(folder / "map", hostile(), name="<script>alert(1)</script>" + "x" * 100), folder / "site")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    return written(write(folder / "map", TINY), folder / "site")


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty")
    return written(write(folder / "map", EMPTY), folder / "site")


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    return written(write(folder / "map", large(2_000)), folder / "site")


class Sight:
    """Opens pages in the browser, and notes what should not happen there."""

    def __init__(self, browser) -> None:
        self._browser = browser
        self._contexts = []
        self.wrong = []

    def open(self, folder, path="index.html", *, width=1440, height=900, scheme="light", **options):
        """Open a page of a folder; `path` may have a part behind `#`."""
        context = self._browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        root = folder.as_uri()
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self._ours(unquote(request.url), unquote(root)))
        page.on("requestfailed", lambda request: self._missing(request.url, request.failure))
        page.goto(f"{root}/{path}")
        return page

    def _ours(self, url, root):
        if not url.startswith(f"{root}/"):
            self.wrong.append(f"request: {url}")

    def _missing(self, url, failure):
        # Who leaves a page, or closes it, does not wait for what it still wants.
        if failure != "net::ERR_ABORTED":
            self.wrong.append(f"missing: {url}: {failure}")

    def close(self):
        for context in self._contexts:
            context.close()


@pytest.fixture
def sight(browser):
    """Pages in the browser: nothing may be said on its console, asked of anybody else, or run that is not ours."""
    sight = Sight(browser)
    yield sight
    sight.close()
    assert sight.wrong == []
