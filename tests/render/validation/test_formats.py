"""What holds for every format: the golden file, the same bytes everywhere, and only what is needed imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from render import samples

from cxmap.render.look import Look
from cxmap.render.summary import statistics, summary
from cxmap.render.validation import formats, load
from cxmap.words import ENGLISH

HERE = Path(__file__).parent
TESTS = HERE.parent.parent
RENDERERS = {name: load(name) for name in formats()} | {"summary": summary, "statistics": statistics}
UPDATE = os.environ.get("CXMAP_UPDATE_GOLDEN") == "1"


def test_the_folder_is_the_list():
    assert formats() == ("github", "gitlab", "json", "junit", "markdown", "sarif", "text")
    assert {path.stem for path in HERE.glob("*.golden")} == set(RENDERERS)


@pytest.mark.parametrize("name", RENDERERS)
def test_golden(name):
    written = RENDERERS[name](samples.rich(), ENGLISH, Look()).encode()
    golden = HERE / f"{name}.golden"
    if UPDATE:
        golden.write_bytes(written)
    assert written == golden.read_bytes()


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("look", [Look(colour=True, width=200), Look(width=1, pages=False, folder="a b")])
def test_any_look_is_fit_to_show(name, look):
    for report in (samples.rich(), samples.clean(), samples.many(30)):
        written = RENDERERS[name](report, ENGLISH, look)
        written.encode()
        bare = written.replace("\n", "").replace("\u200b", "").replace("\u200d", "")
        if look.colour and name in ("text", "github", "summary", "statistics"):
            bare = bare.replace("\x1b", "")
        assert bare.isprintable()
        assert not written or written.endswith("\n")


SCRIPT = """
import sys
from cxmap.render.look import Look
from cxmap.render.validation import formats, load
from cxmap.words import ENGLISH
from render import samples
for name in formats():
    sys.stdout.buffer.write(load(name)(samples.rich(), ENGLISH, Look(colour=name == "text")).encode())
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
from cxmap.render.validation import load
from cxmap.words import ENGLISH
from render import samples
load(sys.argv[1])(samples.rich(), ENGLISH, Look())
print("\\n".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("name", formats())
def test_only_the_format_asked_for_is_imported(name):
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    command = [sys.executable, "-c", LOADED, name]
    loaded = subprocess.run(command, env=settings, check=True, capture_output=True, text=True).stdout.split()
    prefix = "cxmap.render.validation."
    used = {module.removeprefix(prefix) for module in loaded if module.startswith(prefix)}
    assert used == ({name, "text"} if name == "github" else {name})
    # Only Markdown is made from a template.
    templates = set() if name == "markdown" else {"jinja2"}
    assert not {"rich", "ruamel", "networkx", "pydantic", "git", "xml", *templates} & set(loaded)
