"""What holds for every format: the golden file, the same bytes everywhere, and only what is needed imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from render import impact_samples as samples

from cxmap.diff.grade import Grade
from cxmap.model.file import SECTION_OF
from cxmap.render.impact import formats, load
from cxmap.render.impact_parts import vocabulary
from cxmap.render.look import Look
from cxmap.words import ENGLISH

HERE = Path(__file__).parent
TESTS = HERE.parent.parent
UPDATE = os.environ.get("CXMAP_UPDATE_GOLDEN") == "1"


def test_the_folder_is_the_list():
    assert formats() == ("csv", "github", "html", "json", "markdown", "text")
    assert {path.stem for path in HERE.glob("*.golden")} == set(formats())


@pytest.mark.parametrize("name", formats())
def test_golden(name):
    written = load(name)(samples.rich(), ENGLISH, Look()).encode()
    golden = HERE / f"{name}.golden"
    if UPDATE:
        golden.write_bytes(written)
    assert written == golden.read_bytes()


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("look", [Look(colour=True, width=200), Look(width=1, pages=False, folder="a b")])
def test_any_look_is_fit_to_show(name, look):
    reports = (samples.rich(), samples.hostile(), samples.empty(), samples.noted(), samples.many(30, Grade.DISRUPTIVE))
    for report in reports:
        written = load(name)(report, ENGLISH, look)
        written.encode()
        bare = written.replace("\n", "").replace("\u200b", "").replace("\u200d", "")
        if name == "csv":
            bare = bare.replace("\r", "")
        if look.colour and name in ("text", "github"):
            bare = bare.replace("\x1b", "")
        assert bare.isprintable()
        assert not written or written.endswith("\n")


@pytest.mark.parametrize("name", formats())
def test_ten_thousand_changes(name):
    written = load(name)(samples.many(10_000), ENGLISH, Look())
    assert "moment-0" in written


SCRIPT = """
import sys
from cxmap.render.look import Look
from cxmap.render.impact import formats, load
from cxmap.words import ENGLISH
from render import impact_samples as samples
for name in formats():
    for report in (samples.rich(), samples.hostile()):
        sys.stdout.buffer.write(load(name)(report, ENGLISH, Look(colour=name == "text")).encode())
"""


def test_the_same_bytes_for_any_locale_and_hash_seed():
    def run(**environment):
        settings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]), **environment}
        return subprocess.run([sys.executable, "-c", SCRIPT], env=settings, check=True, capture_output=True).stdout

    first = run(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC", COLUMNS="40", NO_COLOR="1", PYTHONUTF8="0")
    assert first == run(PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Tokyo", COLUMNS="200", TERM="dumb")


LOADED = """
import sys
from cxmap.render.look import Look
from cxmap.render.impact import load
from cxmap.words import ENGLISH
from render import impact_samples as samples
load(sys.argv[1])(samples.rich(), ENGLISH, Look())
print("\\n".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("name", formats())
def test_only_the_format_asked_for_is_imported(name):
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    command = [sys.executable, "-c", LOADED, name]
    loaded = subprocess.run(command, env=settings, check=True, capture_output=True, text=True).stdout.split()
    prefix = "cxmap.render.impact."
    used = {module.removeprefix(prefix) for module in loaded if module.startswith(prefix)}
    assert used == ({name, "text"} if name == "github" else {name})
    # Only drafts and pages are made from templates.
    templates = {"jinja2", "pydantic"} if name in ("text", "github", "csv") else set()
    assert not {"rich", "ruamel", "networkx", "git", *templates} & set(loaded)


def test_every_kind_of_thing_has_a_name_in_words():
    assert set(vocabulary._KINDS) == set(SECTION_OF)
