"""The files of the web page: the same bytes every time, no link that leads nowhere, nothing that was not asked for."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import NamedTuple

import pytest
from site_maps import hostile, write

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Read(HTMLParser):
    """The elements of a page with their attributes; it is an error if one is not closed in order."""

    def __init__(self, text) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self._open = [], []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self._open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag


class Links(NamedTuple):
    """Where a page leads, and the spots on it to which others may lead."""

    to: list[str]
    spots: list[str]


def links(folder):
    return {path.relative_to(folder).as_posix(): _links(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def _links(text):
    return Links(
        [unescape(link) for link in re.findall(r' (?:href|src)="([^"]*)"', text)], re.findall(r' id="([^"]*)"', text)
    )


@pytest.mark.parametrize("site", ["retail", "evil", "tiny", "empty", "many"])
def test_all_links_lead_somewhere_and_all_pages_can_be_reached(site, request):
    folder = request.getfixturevalue(site)
    found = links(folder)
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for link in found[path].to:
            if link.startswith("https://example.com/map/blob/"):
                continue
            target, _, spot = link.partition("#")
            file = normpath(join(dirname(path), target)) if target else path
            assert (folder / file).is_file(), (path, link)
            assert not spot or spot in found[file].spots, (path, link)
            if file in found and file not in reached:
                reached.add(file)
                waiting.append(file)
    assert reached == set(found)


@pytest.mark.parametrize("site", ["retail", "evil", "tiny", "empty"])
def test_pages_are_sound(site, request):
    for path in request.getfixturevalue(site).rglob("*.html"):
        elements = Read(path.read_text("utf-8")).found
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        assert not any("style" in attributes for _, attributes in elements), path
        assert [tag for tag, attributes in elements if tag == "script" and "src" not in attributes] == [], path
        policy = next(found["content"] for _, found in elements if found.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri")
        assert "unsafe" not in policy


def test_the_index_leads_to_where_touchpoints_stand(retail):
    text = (retail / "data" / "index.js").read_text("utf-8")
    index = json.loads(re.fullmatch(r'cxmap\("index", (.*)\);\n', text)[1])
    found = links(retail)
    assert len(index["touchpoints"]) == 52
    for _, _, address, *_ in index["touchpoints"]:
        path, _, spot = address.partition("#")
        assert spot in found[path].spots


def test_scripts_ask_nobody_for_anything_and_make_no_markup(retail):
    scripts = (retail / "assets" / "site.js").read_text("utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|eval\(|fetch\(|XMLHttp|https?://"
    assert not re.search(forbidden, scripts)


def test_the_same_map_makes_the_same_bytes_whatever_the_hash_seed_and_the_machine(tmp_path):
    write(tmp_path / "map", hostile())
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        command = [sys.executable, "-m", "cxmap", "site", str(tmp_path / seed), "--no-cache", "--today", "2026-12-01"]
        settings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        subprocess.run([*command, "--repo", str(tmp_path / "map")], env=settings, check=True, capture_output=True)
    one, other = (
        {
            path.relative_to(tmp_path / seed): path.read_bytes()
            for path in (tmp_path / seed).rglob("*")
            if path.is_file()
        }
        for seed in "12"
    )
    assert one == other
    assert len(one) > 30


def test_the_first_page_of_a_large_map_is_small(many):
    first = [many / "index.html", many / "assets" / "site.css", many / "assets" / "site.js"]
    assert sum(path.stat().st_size for path in first) < 200 << 10
