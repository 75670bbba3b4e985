"""`cxmap site`: into a folder, with what has changed, and on a server of this machine's own."""

import contextlib
import http.client
import json
import queue
import re
import signal
import subprocess
import sys
import threading

import pytest
from adapters.repositories import Repository
from playwright.sync_api import expect

PATIENCE = 60  # seconds until the test is given up
ON = ("--today", "2026-12-01")


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stamps(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_it_is_written_once_and_then_only_where_something_changed(shop, cxmap, tmp_path):
    target = tmp_path / "page"
    outcome = cxmap("site", target, *ON)
    assert (outcome.code, outcome.out) == (0, "")
    assert "Open" in outcome.err
    assert {"index.html", "stages/buy.html", "owners/digital.html", "assets/site.js", "data/index.js"} <= files(
        target
    ).keys()
    before = stamps(target)
    assert "0 files written" in cxmap("site", target, *ON).err
    assert stamps(target) == before
    (target / "theirs.txt").write_text("kept")
    text = (shop / "map.yaml").read_text().replace("checkout: {stage: buy,", "checkout: {stage: buy, name: Paying,")
    (shop / "map.yaml").write_text(text)
    cxmap("site", target, *ON)
    assert b"Paying" in files(target)["stages/buy.html"]
    assert stamps(target)[target / "assets/site.css"] == before[target / "assets/site.css"]
    assert files(target)["theirs.txt"] == b"kept"


def test_what_is_gone_goes_and_what_somebody_edited_stops_it(shop, cxmap, tmp_path):
    target = tmp_path / "page"
    cxmap("site", target, *ON)
    (shop / "map.yaml").write_text((shop / "map.yaml").read_text().replace("digital", "online"))
    cxmap("site", target, *ON)
    assert "owners/online.html" in files(target)
    assert "owners/digital.html" not in files(target)
    (target / "index.html").write_text("mine")
    outcome = cxmap("site", target, *ON)
    assert outcome.code == 2
    assert "somebody has edited it" in outcome.err
    assert cxmap("site", target, "--overwrite", *ON).code == 0
    assert files(target)["index.html"] != b"mine"


def test_without_a_folder_it_goes_into_site(shop, cxmap):
    assert cxmap("site", *ON).code == 0
    assert (shop / "site" / "index.html").is_file()


def test_it_speaks_the_language_that_was_asked_for(shop, cxmap, tmp_path):
    cxmap("site", tmp_path / "page", "--lang", "es", *ON)
    assert b'<html lang="es"' in files(tmp_path / "page")["index.html"]


def test_the_frame_can_be_the_repositorys_own(shop, cxmap, tmp_path):
    own = shop / "templates" / "site" / "page.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<!doctype html><title>{{ name }}</title><p>Ours: {{ title }}</p>{{ tools }}{{ scripts }}")
    cxmap("site", tmp_path / "page", *ON)
    assert b"<p>Ours: Acme</p>" in files(tmp_path / "page")["index.html"]
    own.write_text("{{ nothing_like_that }}")
    outcome = cxmap("site", tmp_path / "page", *ON)
    assert "templates/site/page.html.j2 cannot be used" in outcome.err
    assert b"<main" in files(tmp_path / "page")["index.html"]


CHANGED = """\
owners: {digital: {kind: team, lead: Ann}}
touchpoints:
  checkout: {stage: buy, channel: app, exit: true, raci: {accountable: digital}}
  thanks: {name: A letter of thanks, stage: end, channel: post, initiated_by: company, moment: truth, captures: [card]}
stages: {buy: , end: }
transitions:
  - {from: checkout, to: thanks}
"""


@pytest.fixture
def versioned(shop):
    repository = Repository.new(shop)
    repository.commit(message="the map")
    (shop / "map.yaml").write_text(CHANGED)
    return repository


def test_what_has_changed_since_a_base_is_marked(versioned, cxmap, tmp_path, browser):
    assert cxmap("site", tmp_path / "page", "--since", "HEAD", *ON).code == 0
    page = browser.new_page()
    page.goto((tmp_path / "page" / "index.html").as_uri())
    told = page.locator("#since")
    expect(told.locator("h2")).to_have_text("What has changed since HEAD")
    for text in (
        "New touchpointsA letter of thanks new",
        "Changed touchpointsCheckout changed",
        "Touchpoints that are goneBasket",
    ):
        expect(told).to_contain_text(text)
    for name, change in (("thanks", "added"), ("checkout", "changed"), ("basket", "removed")):
        expect(page.locator(f".map [data-key='touchpoint:{name}'] .cx-card-{change}")).to_have_count(1)
    page.locator("#filters summary").click()
    page.locator("#changed").check()
    expect(page.locator("#results li")).to_have_count(2)
    expect(page.locator("#results .mark.added")).to_have_text("new")
    page.locator("#results li > a").first.click()
    expect(page.locator("#panel-title .mark")).to_be_visible()
    page.goto((tmp_path / "page" / "stages" / "buy.html").as_uri())
    expect(page.locator("#touchpoint-checkout h2 .mark")).to_have_text("changed")
    page.close()


def test_links_lead_to_lines_of_the_commit_but_for_files_that_were_edited(versioned, shop, cxmap, tmp_path):
    (shop / "data.yaml").write_text("data: {card: {name: The card}}\n")
    head = versioned.commit(message="more")
    (shop / "map.yaml").write_text(f"# edited\n{CHANGED}")
    cxmap("site", tmp_path / "page", "--links", "https://example.com/map/blob", *ON)
    told = files(tmp_path / "page")
    assert f'href="https://example.com/map/blob/{head}/data.yaml#L1"'.encode() in told["glossary.html"]
    assert b"blob" not in told["stages/buy.html"]
    assert b"map.yaml:4" in told["stages/buy.html"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("page", "--serve"), "writes no files"),
        (("--serve", "--host", "192.0.2.1"), "is not this machine"),
        (("--serve", "--host", "example.com"), "is not this machine"),
        (("page", "--since", "HEAD"), "in no git repository"),
        (("page", "--links", "javascript:x"), "is no address of files"),
    ],
)
def test_what_makes_no_sense_is_said(shop, cxmap, arguments, told):
    outcome = cxmap("site", *arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert not (shop / "page").exists()


# The server.


class Serving:
    """A running `cxmap site --serve`."""

    def __init__(self, folder, *options) -> None:
        command = [sys.executable, "-u", *options, "-m", "cxmap", "site", "--serve", "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._lines = queue.Queue()
        threading.Thread(target=lambda: [self._lines.put(line) for line in self.process.stderr], daemon=True).start()

    def until(self, text):
        """Return the next line on stderr that holds a text."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            assert "Traceback" not in line
            if text in line:
                return line

    def address(self):
        return re.search(r"http://127\.0\.0\.1:\d+/", self.until("Ctrl-C stops"))[0]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def serving(shop):
    serving = Serving(shop)
    yield serving
    if serving.process.poll() is None:
        serving.process.kill()
        serving.process.wait(PATIENCE)
    serving.process.stderr.close()


def test_the_page_loads_itself_again_when_the_map_changes(shop, serving, browser):
    address = serving.address()
    page = browser.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(f"{address}stages/buy.html")
    text = (shop / "map.yaml").read_text()
    (shop / "map.yaml").write_text(text.replace("checkout: {stage: buy,", "checkout: {stage: buy, name: Paying,"))
    expect(page.locator("#touchpoint-checkout h2")).to_have_text("Paying", timeout=PATIENCE * 1000)

    (shop / "map.yaml").write_text("touchpoints: {checkout: [")
    serving.until("The page stays as it was")
    assert page.locator("#touchpoint-checkout h2").inner_text() == "Paying"
    (shop / "cxmap.yaml").write_text("cxmap: 7\n")
    serving.until("error:")
    page.reload()
    assert page.locator("#touchpoint-checkout h2").inner_text() == "Paying"
    (shop / "cxmap.yaml").write_text("cxmap: 1\nname: Acme\n")
    (shop / "map.yaml").write_text(text.replace("checkout: {stage: buy,", "checkout: {stage: buy, name: The end,"))
    expect(page.locator("#touchpoint-checkout h2")).to_have_text("The end", timeout=PATIENCE * 1000)
    page.close()
    assert wrong == []

    server = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=PATIENCE)
    server.request("GET", "/index.html", headers={"Host": "evil.example"})
    assert server.getresponse().status == 403
    server.close()
    assert serving.stop() == 130
    assert list(shop.glob("*.html")) == []
    assert not (shop / "site").exists()


def test_while_there_is_nothing_to_show_it_shows_why(shop, browser):
    config = (shop / "cxmap.yaml").read_text()
    (shop / "cxmap.yaml").write_text("cxmap: 7\n")
    serving = Serving(shop)
    with contextlib.ExitStack() as stack:
        stack.callback(serving.process.stderr.close)
        stack.callback(serving.process.wait, PATIENCE)
        stack.callback(serving.process.kill)
        address = serving.address()
        page = browser.new_page()
        stack.callback(page.close)
        page.goto(address)
        expect(page.locator("h1")).to_have_text("The map cannot be shown")
        (shop / "cxmap.yaml").write_text(config)
        expect(page.locator("h1")).to_have_text("Acme", timeout=PATIENCE * 1000)


def test_a_port_that_is_taken_is_said(shop, serving, cxmap):
    port = re.search(r":(\d+)/", serving.address())[1]
    outcome = cxmap("site", "--serve", "--port", port)
    assert outcome.code == 2
    assert "Choose another port" in outcome.err


def test_the_index_is_data_and_nothing_else(shop, cxmap, tmp_path):
    cxmap("site", tmp_path / "page", *ON)
    text = files(tmp_path / "page")["data/index.js"].decode()
    index = json.loads(text.removeprefix('cxmap("index", ').removesuffix(");\n"))
    assert [row[0] for row in index["touchpoints"]] == ["basket", "checkout"]
    assert index["legs"] == [[[1, ""]], []]
