"""`cxmap change`: begins, checks and closes change records, which say how people are taken along."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.options import NoCache, Repo, Today, day, disk_cache, limits, repository, stdout_is_utf8
from cxmap.cli.screen import emit, look, progress_bar, tell, write_whole
from cxmap.errors import CxmapError
from cxmap.message import Exact, said
from cxmap.visible import visible

if TYPE_CHECKING:
    from cxmap.adapters.git import Git
    from cxmap.app.compare import Compared
    from cxmap.app.reading import Reading
    from cxmap.app.records.close import Learned

app = typer.Typer(
    help="Begin, check and close change records: what changes, why, who decides and who is told when.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Base = Annotated[
    str | None,
    typer.Option("--base", metavar="REV", help="Compare with this revision; else with where this branch began."),
]


@app.command("new")
def new(  # noqa: PLR0913 - each is an option
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="Its id; made from the name or from the branch if left out.")
    ] = None,
    *,
    base: Base = None,
    title: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What people call the change.")] = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Who owns it; else who is accountable for most of what changes."),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            metavar="R", help="What drives it: financial, market, technology, regulatory, customer or organisation."
        ),
    ] = None,
    live_on: Annotated[
        str | None, typer.Option("--live-on", metavar="DATE", help="The day from which customers meet it.")
    ] = None,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the record instead of writing a file.")] = False,
    repo: Repo = None,
    no_cache: NoCache = False,
) -> int:
    """Begin a change record from what changed: what it touches, who owns it, who is told when.

    It is written to changes/ID.yaml, with comments that say what to complete. A file that is there already is kept.
    """
    from cxmap.app.init import SCHEMA_FOLDER, NewFile, write_new
    from cxmap.app.records.begin import Wishes, new_record, path_of

    stdout_is_utf8()
    root, _ = repository(repo)
    going_live = day(live_on) if live_on is not None else None
    with ExitStack() as stack:
        git = _git(root, stack)
        identifier = name or _id_from(title, git)
        compared = _compared(git, root, base, no_cache=no_cache)
        wishes = Wishes(identifier, title or "", owner or "", reason or "", going_live)
        has_schema = (root / SCHEMA_FOLDER / "cxmap.schema.json").is_file()
        text = new_record(compared, wishes, schema=has_schema)
    if stdout:
        emit(text)
        return 0
    file = NewFile(root, path_of(identifier), text)
    if not write_new([file]).wrote:
        raise CxmapError(
            said("There is a file {path} already.", path=Exact(file.path)),
            said("Give another id, or use `--stdout`."),
        )
    emit(f"wrote  {file.path}\n")
    if not compared.changes:
        tell("Nothing has changed on the map yet, so it names no touchpoints and nobody to tell.\n")
    tell(f"Next: complete it, above all `why`. `cxmap change check {identifier}` says what is missing.\n")
    return 0


@app.command("check")
def check(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="Only this change record.")] = None,
    *,
    base: Base = None,
    repo: Repo = None,
    today: Today = None,
    no_cache: NoCache = False,
) -> int:
    """Say what change records lack for how far they have come; exit with 1 when one lacks something.

    Where there is a revision to compare with, what they name is held against what changed.
    """
    from cxmap.app.records.check import check_records
    from cxmap.render.change_check import render, summary
    from cxmap.words import ENGLISH

    stdout_is_utf8()
    root, _ = repository(repo)
    with ExitStack() as stack:
        compared, uncompared = None, None
        try:
            compared = _compared(_git(root, stack), root, base, no_cache=no_cache)
        except CxmapError as error:
            if base is not None:
                raise
            uncompared = said("Not held against what changed: {reason}", reason=error.message)
        if compared:
            report = check_records(compared.comparison.head, compared.settings, day(today), name or "", compared)
        else:
            reading = _map(root)
            report = check_records(reading.atlas, reading.settings, day(today), name or "")
    report = report._replace(uncompared=uncompared)
    emit(render(report, ENGLISH, look(sys.stdout)))
    tell(summary(report, ENGLISH))
    return int(report.lacking > 0)


@app.command("close")
def close(  # noqa: PLR0913 - each is an option
    name: Annotated[str, typer.Argument(metavar="ID", help="The change record.")],
    *,
    success: Annotated[
        list[str] | None, typer.Option("--success", metavar="TEXT", help="What went well; may be repeated.")
    ] = None,
    failure: Annotated[
        list[str] | None, typer.Option("--failure", metavar="TEXT", help="What did not; may be repeated.")
    ] = None,
    lesson: Annotated[
        list[str] | None,
        typer.Option("--lesson", metavar="TEXT", help="What to do differently next time; may be repeated."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the review; today if left out.")
    ] = None,
    repo: Repo = None,
) -> int:
    """Close a change record: write down what went well, what did not, and what was learned.

    Only its status and its review change in the file. Without options, it asks.
    """
    from cxmap.app.records.check import known_record
    from cxmap.app.records.close import Learned, check_closable, closed

    stdout_is_utf8()
    root, _ = repository(repo)
    when = day(on)
    record = known_record(_map(root).atlas, name)
    check_closable(record, when)
    learned = Learned(when, tuple(success or ()), tuple(failure or ()), tuple(lesson or ()))
    if not learned.said:
        learned = _asked(learned)
    before = record.document.content
    after = closed(before, record, learned)
    _make_sure_nobody_saved(root, record.document.path, before)
    write_whole(root / record.document.path, after.decode())
    emit(f"wrote  {visible(record.document.path)}\n")
    tell(f"Change `{visible(record.id)}` is reviewed. The next change to the same touchpoints will remember it.\n")
    return 0


def _git(root: Path, stack: ExitStack) -> "Git":
    from cxmap.adapters.git import Git

    return stack.enter_context(Git(root))


def _id_from(title: str | None, git: "Git") -> str:
    """Return an id made from the name of a change, or from that of the branch it is made on."""
    from cxmap.adapters.branch import current_branch
    from cxmap.app.records.begin import new_id

    if title:
        made = new_id(title)
    else:
        branch = current_branch(git)
        is_base = not branch or branch == git.default_base().rpartition("/")[2]
        made = "" if is_base else new_id(branch.rpartition("/")[2])
    if not made:
        raise CxmapError(
            said("The change record needs an id."), said("Write one: `cxmap change new one-page-checkout`.")
        )
    return made


def _compared(git: "Git", root: Path, base: str | None, *, no_cache: bool) -> "Compared":
    from cxmap.adapters.revisions import comparands
    from cxmap.app.compare import compare
    from cxmap.app.means import Means

    cache = disk_cache(root, off=no_cache)
    with progress_bar() as progress:
        sides = comparands(git, root, base, limits())
        compared = compare(sides.base, sides.head, Means(limits(), cache, progress))
    if cache:
        cache.close()
    return compared


def _map(root: Path) -> "Reading":
    from cxmap.adapters.work_tree import WorkTree
    from cxmap.app.means import Means
    from cxmap.app.reading import read

    return read(WorkTree(root, limits()), Means(limits()))


def _asked(learned: "Learned") -> "Learned":
    """Return what somebody at a terminal answers. Raises `CxmapError` where nobody can, or has anything to say."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stderr)):
        raise CxmapError(
            said("There is nothing to write down."),
            said("Say it with `--success`, `--failure` and `--lesson`, each as often as needed."),
        )
    tell("One thing a line; an empty line goes on to the next question.\n")
    answers = learned._replace(
        successes=tuple(_answers("What went well?")),
        failures=tuple(_answers("What did not go well?")),
        lessons=tuple(_answers("What is to be done differently next time?")),
    )
    if not answers.said:
        raise CxmapError(said("There is nothing to write down."), said("Run it again when there is."))
    return answers


def _answers(question: str) -> Iterator[str]:
    while answer := str(typer.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)).strip():
        yield answer


def _make_sure_nobody_saved(root: Path, path: str, before: bytes) -> None:
    from cxmap.adapters.work_tree import WorkTree
    from cxmap.source.tree import Unreadable

    try:
        same = WorkTree(root, limits()).read(path) == before
    except Unreadable:
        same = False
    if not same:
        raise CxmapError(said("{path} was changed meanwhile, and left alone.", path=Exact(path)), said("Run it again."))
