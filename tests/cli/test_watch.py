"""`cxmap validate --watch`, on a real folder with real changes; and the bar that a terminal shows meanwhile."""

import os
import pty
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

PATIENCE = 60  # seconds until the test is given up


@pytest.fixture
def watching(shop) -> Iterator[tuple[subprocess.Popen[str], "queue.Queue[str]"]]:
    command = [sys.executable, "-u", "-m", "cxmap", "validate", "--watch"]
    with subprocess.Popen(command, cwd=shop, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True)
        reader.start()
        yield process, lines
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        reader.join(PATIENCE)


def until(lines: "queue.Queue[str]", text: str) -> str:
    """Return the next line that holds a text."""
    while True:
        line = lines.get(timeout=PATIENCE)
        assert "Traceback" not in line
        if text in line:
            return line


def test_a_change_is_checked_and_nothing_ends_the_watch(shop, watching):
    _, lines = watching
    until(lines, "No problems")
    until(lines, "Watching for changes")
    (shop / "more.yaml").write_text("transitions: [{from: checkout, to: chekout}]\n")
    until(lines, "Did you mean `checkout`?")
    until(lines, "Watching for changes")
    config = (shop / "cxmap.yaml").read_text()
    (shop / "cxmap.yaml").write_text("cxmap: 7\n")
    until(lines, "error:")
    until(lines, "Watching for changes")
    (shop / "more.yaml").unlink()
    (shop / "cxmap.yaml").write_text(config)
    until(lines, "No problems")


def test_what_is_said_meanwhile_comes_in_the_language_of_the_settings(shop, watching):
    _, lines = watching
    until(lines, "Watching for changes")
    config = (shop / "cxmap.yaml").read_text()
    (shop / "cxmap.yaml").write_text(f"{config}language: it\n")
    until(lines, "Nessun problema")
    until(lines, "In attesa di modifiche")
    (shop / "cxmap.yaml").write_text("cxmap: 7\n")
    until(lines, "error:")
    until(lines, "In attesa di modifiche")


def test_without_the_package_it_says_what_to_install(shop, cxmap, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    outcome = cxmap("validate", "--watch")
    assert outcome.code == 2
    assert "cxmap[watch]" in outcome.err


def test_a_terminal_shows_how_far_it_has_come(shop):
    for number in range(1000):
        (shop / f"tag-{number}.yaml").write_text(f"data: {{d{number}: }}\n")
    above, below = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cxmap", "validate", "--no-cache"], cwd=shop, stdout=subprocess.DEVNULL, stderr=below
    )
    os.close(below)
    shown = b""
    while True:
        try:
            part = os.read(above, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(above)
    assert process.wait(PATIENCE) in (0, 1)
    assert b"Reading the map" in shown
    assert b"100 %" in shown
