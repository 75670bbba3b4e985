"""`cxmap init`: starts a journey repository."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cxmap import HOME
from cxmap.cli.options import folder_in_git, stdout_is_utf8
from cxmap.cli.screen import tell
from cxmap.errors import CxmapError
from cxmap.message import Exact, said
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.app.init import NewFile, Written

CONFIG_FILE = "cxmap.yaml"
NO_CI = "none"


def init(  # noqa: PLR0913 - each is an option
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to start in; it is made if there is none.")
    ] = Path(),
    *,
    example: Annotated[
        str | None, typer.Option(metavar="NAME", help="Copy a complete example instead of the small map: retail.")
    ] = None,
    ci: Annotated[
        str | None, typer.Option("--ci", metavar="PLACE", help="Let CI check the map: github, gitlab or none.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the map is of: the company or the product.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="L", help="The language of reports: en, es, it or pt.")
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing.")] = False,
) -> int:
    """Start a journey repository: a small map with explanations, and what editors and CI need.

    Files that are there already are kept as they are.
    """
    from cxmap.app.init import write_new

    stdout_is_utf8()
    root = _root(directory)
    asked = Wishes(root, example, _no_ci(ci), name, language)
    _check(asked)
    wishes = asked if no_input or not _at_a_terminal() else _ask(asked)
    plan = _plan(wishes)
    written = write_new(plan.files)
    for verb, files in (("wrote", written.wrote), ("kept", written.kept)):
        for file in files:
            sys.stdout.write(f"{verb:<5}  {_seen(file.target, directory)}\n")
    sys.stdout.flush()
    tell(_advice(wishes, plan, written, directory))
    return 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants, as far as it is known; None is what was neither given nor asked, `none` is no CI."""

    root: Path
    example: str | None
    ci: str | None
    name: str | None
    language: str | None

    @property
    def fresh(self) -> bool:
        """Whether a map is to be started: not where there is one."""
        return not os.path.lexists(self.root / CONFIG_FILE)


def _root(directory: Path) -> Path:
    try:
        root = directory.resolve()
        leads_out = ".." not in directory.parts and not root.is_relative_to(_around(directory))
        is_other = os.path.lexists(root) and not root.is_dir()
    except (
        OSError,
        RuntimeError,
        ValueError,
    ) as error:  # a circle of links is a RuntimeError, a null byte a ValueError
        raise CxmapError(
            said("{path} cannot be used as a folder.", path=Exact(directory)), said("Look at the path.")
        ) from error
    if leads_out:
        raise CxmapError(
            said("{path} is a link that leads somewhere else.", path=Exact(directory)),
            said("Name the folder itself, not a link to it."),
        )
    if is_other:
        raise CxmapError(
            said("{path} is a file, not a folder.", path=Exact(directory)),
            said("Name a folder, or one that is to be made."),
        )
    return root


def _around(directory: Path) -> Path:
    """Return the folder that a path seems to lie in; an absolute path may well begin with a link of the system."""
    return (directory.parent if directory.is_absolute() else Path()).resolve()


def _seen(target: Path, directory: Path) -> str:
    """Return the path of a file as it is seen from here, or from the root where the folder was named from there."""
    return visible(str(target) if directory.is_absolute() else os.path.relpath(target))


def _no_ci(ci: str | None) -> str | None:
    return ci if ci is None else ci.strip().lower()


def _check(wishes: Wishes) -> None:
    """Raise `CxmapError` for what cannot be had, before anything is asked or written."""
    from cxmap.app.init import CI, EXAMPLES, LANGUAGES, checked_name

    if wishes.example is not None and wishes.example not in EXAMPLES:
        raise CxmapError(
            said("There is no example `{name}`.", name=wishes.example), said("There is {values}.", values=EXAMPLES)
        )
    if wishes.example is not None and (wishes.name is not None or wishes.language is not None):
        raise CxmapError(
            said("The example has its own name and language."), said("Leave out `--name` and `--language`.")
        )
    if wishes.ci is not None and wishes.ci not in (*CI, NO_CI):
        raise CxmapError(
            said("cxmap has no files for the CI of `{place}`.", place=wishes.ci),
            said("Write {names:or}.", names=(*CI, NO_CI)),
        )
    if wishes.language is not None and wishes.language not in LANGUAGES:
        raise CxmapError(
            said("Reports do not come in `{name}`.", name=wishes.language), said("Write {names:or}.", names=LANGUAGES)
        )
    if wishes.name is not None:
        checked_name(wishes.name)


def _at_a_terminal() -> bool:
    # A question is written to stderr, so that one must be seen as well.
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _ask(wishes: Wishes) -> Wishes:
    from cxmap.app.init import CI, LANGUAGES, NAME

    if wishes.fresh and wishes.example is None:
        if wishes.name is None:
            wishes = replace(wishes, name=_answer("What is the company or the product called?", NAME, _name))
        if wishes.language is None:
            question = f"In which language are reports to come: {_either(LANGUAGES)}?"
            wishes = replace(wishes, language=_answer(question, LANGUAGES[0], _one_of(LANGUAGES)))
    if wishes.ci is None:
        places = (*CI, NO_CI)
        question = f"Where is CI to check the map: {_either(places)}?"
        wishes = replace(wishes, ci=_answer(question, NO_CI, _one_of(places)))
    return wishes


def _answer(question: str, usual: str, check: Callable[[str], str]) -> str:
    return str(typer.prompt(question, default=usual, err=True, value_proc=check))


def _name(text: str) -> str:
    from cxmap.app.init import checked_name

    try:
        return checked_name(text)
    except CxmapError as error:
        raise typer.BadParameter(str(error)) from None


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text.strip().lower() not in words:
            message = f"Write {_either(words)}."
            raise typer.BadParameter(message)
        return text.strip().lower()

    return check


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


class Plan(NamedTuple):
    """What is to be written, and what in the folder is none of the map's."""

    files: list["NewFile"]
    left_out: list[str]


def _plan(wishes: Wishes) -> Plan:
    from cxmap.app.init import NAME, NewFile, checked_name, ci_files, editor_files, example, left_out, starter

    root = wishes.root
    others = _others(root) if wishes.fresh and wishes.example is None else []
    if wishes.example is not None:
        map_files = example(wishes.example)
    else:
        map_files = starter(checked_name(wishes.name or NAME), wishes.language or "en", others)
    if not wishes.fresh:
        # There is a map. Ours would only get into its way.
        map_files = {path: text for path, text in map_files.items() if os.path.lexists(root / path)}
    files = [NewFile(root, path, text) for path, text in {**map_files, **editor_files()}.items()]
    if wishes.ci not in (None, NO_CI):
        folder = folder_in_git(root)
        top = root.parents[folder.count("/")] if folder else root
        files += [NewFile(top, path, text) for path, text in ci_files(wishes.ci, folder).items()]
    return Plan(files, left_out(others))


def _others(root: Path) -> list[str]:
    """Return the YAML files that are in a folder before it becomes a journey repository."""
    from cxmap.adapters.journey_files import ROOT
    from cxmap.adapters.work_tree import WorkTree
    from cxmap.app.init import starter

    if not root.exists():
        return []
    ours = starter("", "")
    blobs = WorkTree(root).blobs(lambda path: path.endswith((".yaml", ".yml")) and path not in ours)
    return [blob.path for blob in blobs if blob.path != ROOT and not Path(blob.path).name.startswith(".")]


def _advice(wishes: Wishes, plan: Plan, written: "Written", directory: Path) -> str:
    """Return what to know and what to do next, in words."""
    commands = ["Next:", *(f"  {command}" for command in _commands(wishes, written, directory))]
    return "\n".join(["", *_notes(wishes, plan, written), "", *commands, "", *_reading(wishes)]) + "\n"


def _notes(wishes: Wishes, plan: Plan, written: "Written") -> Iterator[str]:
    wrote = {file.path for file in written.wrote}
    kept = {file.path for file in written.kept}
    if CONFIG_FILE not in wrote:
        yield "There is a journey repository here already: its map was left alone."
    elif wishes.example is not None:
        yield "Here is the map of a made-up company, complete and without a problem, to look at and to try things with."
    else:
        yield "Here is a small map to start from. It has no problem yet: change it step by step, and check after each."
    if outer := _outer(wishes.root):
        yield (
            f"Warning: this lies in another journey repository, {visible(str(outer))}, which takes the files in here "
            f"for its own. Move it elsewhere, or leave it out with `exclude` in the {CONFIG_FILE} there."
        )
    if plan.left_out and CONFIG_FILE in wrote:
        yield f"Not part of the map, by `exclude` in {CONFIG_FILE}: {', '.join(plan.left_out)}"
    ours = sorted(path for path in kept if path.endswith(".yaml"))
    if ours and CONFIG_FILE in wrote:
        yield (
            f"Warning: {visible(', '.join(ours))} was here before. The rest of the map expects other things there, "
            "so `cxmap validate` may find problems."
        )
    if ".gitlab-ci.yml" in kept:
        yield "If .gitlab-ci.yml does not have these lines yet, add them, or GitLab does not check the map:"
        yield "  include:\n    - local: /.gitlab/cxmap.gitlab-ci.yml"


def _outer(root: Path) -> Path | None:
    return next((folder for folder in root.parents if (folder / CONFIG_FILE).is_file()), None)


def _commands(wishes: Wishes, written: "Written", directory: Path) -> Iterator[str]:
    if wishes.root != Path.cwd():
        yield f"cd {shlex.quote(visible(str(directory)))}"
    yield "cxmap validate    (checks the map: do it after every change)"
    if not any((folder / ".git").exists() for folder in (wishes.root, *wishes.root.parents)):
        yield "git init          (keeps every version, so that nothing is lost)"
    outside = [file.target for file in written.wrote if file.base != wishes.root]
    yield " ".join(["git add .", *(shlex.quote(os.path.relpath(path, wishes.root)) for path in outside)])
    yield 'git commit -m "Start the journey map"'
    yield "cxmap site        (makes a web page of the map: open site/index.html)"


def _reading(wishes: Wishes) -> Iterator[str]:
    if wishes.example is not None:
        yield "Open README.md: it says what is where."
    elif (wishes.root / "touchpoints.yaml").is_file():
        yield "Open touchpoints.yaml in an editor: the comments say what everything means and what to try next."
    if wishes.ci not in (None, NO_CI):
        yield f"What CI checks, and when: {HOME}/blob/main/docs/ci.md"
    yield f"More: {HOME}"
