"""What the tests of adapters share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from adapters.repositories import Repository

from cxmap.adapters.git import Git


@pytest.fixture(autouse=True)
def _nobody_at_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the configuration of whoever runs the tests away: cxmap drops the variables that would do it."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.new(tmp_path / "repository")


@pytest.fixture
def git(repository: Repository) -> Iterator[Git]:
    with Git(repository.folder) as git:
        yield git
