"""Changes of files are noticed, with and without the package that watches them."""

import sys
import threading
from queue import Queue

import pytest

from cxmap.adapters.noticing import noticed

PATIENCE = 30  # seconds until the test is given up


@pytest.fixture(params=["with watchfiles", "without"])
def seen(request, tmp_path, monkeypatch):
    """What is noticed in a folder, one entry a time, from when the watching has begun."""
    if request.param == "without":
        monkeypatch.setitem(sys.modules, "watchfiles", None)
    else:
        pytest.importorskip("watchfiles")
    (tmp_path / "inner").mkdir()
    queue, over = Queue(), threading.Event()

    def watch():
        for _ in noticed(tmp_path):
            queue.put("change")
            if over.is_set():
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    assert queue.get(timeout=PATIENCE) == "change"
    yield queue
    over.set()
    (tmp_path / "last.yaml").write_text("")
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_it_notices_what_a_map_is_made_from(seen, tmp_path):
    for name in ("map.yaml", "page.html.j2"):
        (tmp_path / "inner" / name).write_text("one")
        assert seen.get(timeout=PATIENCE) == "change"
    (tmp_path / "inner" / "map.yaml").unlink()
    assert seen.get(timeout=PATIENCE) == "change"


def test_it_notices_what_lies_in_a_new_folder(seen, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "map.yaml").write_text("one")
    assert seen.get(timeout=PATIENCE) == "change"
