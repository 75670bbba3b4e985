"""The editor that the tests type into: the YAML language server, with the schemas as they are made now."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path

import pytest
from schema.editor.language_server import NODE_MODULES, Buffer, LanguageServer

from cxmap.app.schema import schemas

Open = Callable[[str], AbstractContextManager[Buffer]]


@pytest.fixture(scope="session")
def node() -> str:
    """The node that runs what stands in `node_modules`; without the two the test is skipped, but not in CI."""
    found = shutil.which("node")
    if found and NODE_MODULES.is_dir():
        return found
    missing = f"{NODE_MODULES} is absent" if found else "node is not installed"
    reason = f"{missing}: install node, then run `npm ci --prefix tests/schema/editor`"
    if os.environ.get("CXMAP_REQUIRE_EDITOR"):
        pytest.fail(reason)
    return pytest.skip(reason)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schemas as `cxmap schema --write` would write them."""
    path = tmp_path_factory.mktemp("map")
    for schema in schemas().values():
        (path / schema.file).write_text(schema.text, "utf-8")
    return path


@pytest.fixture(scope="session")
def server(node: str, folder: Path) -> Iterator[LanguageServer]:
    with LanguageServer.started(node, folder) as started:
        yield started


@pytest.fixture(scope="session")
def journey(server: LanguageServer, folder: Path) -> Open:
    """Open a text as a journey file. Its first line is the modeline, so that what is written begins in line 2."""
    return _opener(server, folder, "cxmap.schema.json")


@pytest.fixture(scope="session")
def config(server: LanguageServer, folder: Path) -> Open:
    """Open a text as a `cxmap.yaml`, behind the modeline."""
    return _opener(server, folder, "cxmap-config.schema.json")


def _opener(server: LanguageServer, folder: Path, schema: str) -> Open:
    # A new name each time: what is still published about a closed file must not be taken for the next one's.
    numbers = count()
    return lambda text: server.open(
        folder / f"{schema}-{next(numbers)}.yaml", f"# yaml-language-server: $schema={schema}\n{text}"
    )
