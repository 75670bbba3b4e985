"""The validator that most JavaScript uses takes the schemas in its strict mode."""

import subprocess
from pathlib import Path

import pytest

from cxmap.app.schema import EDITOR_WORDS, schemas


@pytest.mark.parametrize("name", schemas())
def test_strict(node, folder, name):
    script = Path(__file__).parent / "compile.cjs"
    command = [node, script, ",".join(EDITOR_WORDS), folder / schemas()[name].file]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
