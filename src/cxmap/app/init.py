"""Starts a journey repository: what its first files say, and how they come to stand on the disk."""

import errno
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NamedTuple, get_args

from cxmap import __version__
from cxmap.app.schema import schemas
from cxmap.config import Config
from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, said
from cxmap.source.tree import CONFIG_FILE
from cxmap.visible import hidden

SCHEMA_FOLDER = ".cxmap"
"""Where the schemas for editors are put: a hidden folder, in which no journey file is looked for."""

LANGUAGES: tuple[str, ...] = get_args(Config.model_fields["language"].annotation)
"""The languages that reports come in."""

NAME = "Our company"
"""What the map is called until somebody says better."""

LONGEST_NAME = 200
"""The most characters of a name: it stands in one line of every report."""

EXAMPLES = ("retail",)
"""The complete examples that can be copied."""

CI = ("github", "gitlab")
"""The places for whose CI there is a workflow."""


class NewFile(NamedTuple):
    """A file to be written if it is not there yet: `path` is relative to the folder `base`, with `/`."""

    base: Path
    path: str
    text: str

    @property
    def target(self) -> Path:
        """Where the file is to be."""
        return self.base / self.path


class Written(NamedTuple):
    """What became of new files: those that are there now, and those that were there before and are unchanged."""

    wrote: tuple[NewFile, ...]
    kept: tuple[NewFile, ...]


def checked_name(text: str) -> str:
    """Return the name of a map without the spaces around it.

    Raises `CxmapError` for one that is empty, too long, or not what it seems to be.
    """
    name = text.strip()
    if not name:
        raise CxmapError(said("The name of the map is empty."), said("Give the name of the company or the product."))
    if character := hidden(name):
        raise CxmapError(
            said("The name of the map holds the character {character}, which nobody can see.", character=character),
            said("Type the name instead of copying it."),
        )
    if len(name) > LONGEST_NAME:
        raise CxmapError(
            said("The name of the map is longer than {limit} characters.", limit=LONGEST_NAME),
            said("Give a shorter one."),
        )
    return name


def starter(name: str, language: str, others: Iterable[str] = ()) -> dict[str, str]:
    """Return the files of a small map to start from, by path.

    Args:
        name: what the map is of, as `checked_name` returns it.
        language: the language of reports, one of `LANGUAGES`.
        others: YAML files in the folder that are none of the map's, relative to it.
    """
    files = _texts(_STARTER / "map")
    values = {
        f"name: {NAME}": f"name: {_quoted(name)}",
        "language: en": f"language: {language}",
        "exclude: []": f"exclude: [{', '.join(map(_quoted, left_out(others)))}]",
    }
    return {**files, CONFIG_FILE: _filled(files[CONFIG_FILE], values)}


def example(name: str) -> dict[str, str]:
    """Return the files of a complete example, by path, leading editors to the schemas that go with them."""
    files = _texts(_example_folder(name))
    return {path: _with_schema(path, text) for path, text in files.items()}


def editor_files() -> dict[str, str]:
    """Return the schemas by which editors complete and check what people write."""
    made = schemas()
    return {f"{SCHEMA_FOLDER}/{made[name].file}": made[name].text for name in ("files", "config")}


def ci_files(place: str, folder: str) -> dict[str, str]:
    """Return the files that let CI check the map, by their path in the git repository.

    Args:
        place: one of `CI`.
        folder: the path of the journey repository in the git repository, with `/`; empty where they are the same.

    Raises `CxmapError` when CI would read something else out of the path.
    """
    if "$" in folder or hidden(folder):
        raise CxmapError(
            said("The path {path} holds a character that has another meaning in CI.", path=Exact(folder)),
            said("Rename the folder, and let its name consist of letters, digits, `-` and `_`."),
        )
    # The quotation marks are the file's.
    values = {"<version>": __version__, "<folder>": _quoted(folder or ".")[1:-1]}
    return {path: _filled((_STARTER / "ci" / source).read_text("utf-8"), values) for path, source in _CI_FILES[place]}


def left_out(others: Iterable[str]) -> list[str]:
    """Return patterns for `exclude` that leave out these files: the folders they are in, where they are in one."""
    tops = {path.partition("/")[:2] for path in others if not hidden(path)}
    return sorted("/" + _SPECIAL_IN_PATTERN.sub(r"\\\g<0>", top) + slash for top, slash in tops)


def write_new(files: Iterable[NewFile]) -> Written:
    """Write the files that are not there yet, all of them or none.

    Raises `CxmapError` when one cannot be written or its folder is no folder; nothing is left behind then.
    """
    wanted = list(files)
    at_work = wanted[0].base if wanted else Path()
    try:
        with ExitStack() as undo:
            with ExitStack() as staging:
                staged = []
                for file in wanted:
                    at_work = file.target
                    if not os.path.lexists(file.target):
                        _make_folders(file, undo)
                        staged.append((file, _stage(file, staging)))
                wrote = []
                for file, stage in staged:
                    at_work = file.target
                    if _place(stage, file, undo):
                        wrote.append(file)
            undo.pop_all()
    except OSError as error:
        raise CxmapError(
            said("{path} could not be written: {reason}.", path=Exact(at_work), reason=reason(error)),
            said("Look at the folder and the disk, and run it again. Nothing was written."),
        ) from None
    return Written(tuple(wrote), tuple(file for file in wanted if file not in wrote))


_STARTER = Path(__file__).parents[1] / "starter"

_CI_FILES = {
    "github": ((".github/workflows/cxmap.yml", "github.yml"),),
    "gitlab": ((".gitlab/cxmap.gitlab-ci.yml", "gitlab.yml"), (".gitlab-ci.yml", "gitlab-include.yml")),
}

_HEADER = re.compile(r"^# yaml-language-server: \$schema=\S*?([^/\s]+)$", re.MULTILINE)
_SPECIAL_IN_PATTERN = re.compile(r"[*?\[\]\\!# ]")

# What a file system that has no second names for a file says when it is asked for one.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})


def _texts(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    return dict(sorted(texts.items(), key=lambda item: (item[0] != CONFIG_FILE, item[0])))


def _example_folder(name: str) -> Path:
    package = Path(__file__).resolve().parents[1]
    # In an installed cxmap the examples are part of the package; in a checkout they stand beside src/.
    for folder in (package / "examples" / name, package.parents[1] / "examples" / name):
        if (folder / CONFIG_FILE).is_file():
            return folder
    raise CxmapError(
        said("The example `{name}` is missing from this installation of cxmap.", name=name),
        said("Install cxmap again."),
    )


def _with_schema(path: str, text: str) -> str:
    up = "../" * path.count("/")
    return _HEADER.sub(rf"# yaml-language-server: $schema={up}{SCHEMA_FOLDER}/\1", text)


def _quoted(text: str) -> str:
    # Within quotes, JSON's text is YAML's: no control character gets as far as this.
    return json.dumps(text, ensure_ascii=False)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its marks replaced; a mark inside a value is left alone."""
    marks = "|".join(map(re.escape, values))
    return re.sub(marks, lambda found: values[found.group()], text)


def _make_folders(file: NewFile, undo: ExitStack) -> None:
    """Make the folders of a file. Below its base none may be a link: who knows where it leads."""
    parts = file.path.split("/")[:-1]
    inner = [file.base.joinpath(*parts[: number + 1]) for number in range(len(parts))]
    for folder in inner:
        if folder.is_symlink():
            raise CxmapError(
                said("{path} is a link, and what it leads to may be no part of the repository.", path=Exact(folder)),
                said("Put a folder there instead. Nothing was written."),
            )
    outer = [folder for folder in (file.base, *file.base.parents) if not folder.exists()]
    for folder in (*reversed(outer), *inner):
        if not folder.exists():
            folder.mkdir()
            undo.callback(_remove_folder, folder)
        elif not folder.is_dir():
            raise CxmapError(
                said("{path} is a file, but a folder is needed there.", path=Exact(folder)),
                said("Rename it. Nothing was written."),
            )


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # somebody has put something into it meanwhile
        folder.rmdir()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _stage(file: NewFile, staging: ExitStack) -> Path:
    """Write the text of a file under another name beside it, to the last byte."""
    descriptor, name = tempfile.mkstemp(dir=file.target.parent, prefix=".cxmap-")
    staging.callback(_remove, Path(name))
    with os.fdopen(descriptor, "wb") as stage:
        stage.write(file.text.encode())
        stage.flush()
        os.fsync(stage.fileno())
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
    return Path(name)


def _place(stage: Path, file: NewFile, undo: ExitStack) -> bool:
    """Give a staged file its name, and return whether nobody was faster. Never replaces a file."""
    try:
        file.target.hardlink_to(stage)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _copy(file, undo)
    undo.callback(_remove, file.target)
    return True


def _copy(file: NewFile, undo: ExitStack) -> bool:
    try:
        target = file.target.open("xb")
    except FileExistsError:
        return False
    with target:
        undo.callback(_remove, file.target)
        target.write(file.text.encode())
    return True
