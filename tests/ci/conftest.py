"""What the tests of CI files share."""

from pathlib import Path

import pytest
from ci.shell import Runner


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)
