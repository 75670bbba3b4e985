"""The commands under one roof, and what becomes of errors."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from cxmap.cli import (
    change,
    codeowners,
    draw,
    history,
    impact,
    init,
    listing,
    raci,
    report,
    route,
    rule,
    schema,
    show,
    site,
    validate,
)
from cxmap.cli.screen import let_go_of_stdout
from cxmap.errors import CxmapError

FINE, FOUND, CANNOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit codes: nothing found; findings at or above `--fail-on`; cannot run; a bug in cxmap; stopped by the user."""

UsageProblem: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""What is raised for a command line that makes no sense. Typer carries its own copy of click and does not name it."""

app = typer.Typer(
    name="cxmap",
    help="Customer journeys as code: the map of touchpoints, transitions and owners, kept in git and checked in CI.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - as Typer calls it
    if wanted:
        from cxmap import __version__

        typer.echo(f"cxmap {__version__}")
        raise typer.Exit


@app.callback()
def common(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version this is.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in cxmap a bug is.")] = False,
) -> None:
    """Take the options that stand before the command."""
    del version  # answered before anything else is looked at
    del debug  # taken out before: it may stand anywhere


app.command("init")(init.init)
app.command("validate")(validate.validate)
app.command("impact")(impact.impact)
app.add_typer(change.app, name="change")
app.command("rule")(rule.rule)
app.command("list")(listing.list_things)
app.command("show")(show.show)
app.command("route")(route.route)
app.command("raci")(raci.raci)
app.command("draw")(draw.draw)
app.command("report")(report.report)
app.command("site")(site.site)
app.command("codeowners")(codeowners.codeowners)
app.command("history")(history.history)
app.command("schema")(schema.schema)


def run(arguments: Sequence[str]) -> int:
    """Run the command line with some arguments and return the exit code. Nothing is raised unless `--debug` asks."""
    try:
        code = _run(list(arguments))
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        let_go_of_stdout()
        return FINE
    except OSError as error:
        let_go_of_stdout()
        return _say(f"The output could not be written: {error.strerror or error}.", "Is the disk full?")
    return code


def _run(arguments: list[str]) -> int:
    debug = "--debug" in arguments
    try:
        outcome = app([word for word in arguments if word != "--debug"], standalone_mode=False, prog_name="cxmap")
    except CxmapError as error:
        return _say(error.message, error.hint)
    except UsageProblem as error:
        error.show()
        return CANNOT
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\nStopped.\n")
        return INTERRUPTED
    except OSError:
        raise  # from writing to stdout: whatever reads or writes files says so itself
    except Exception as error:
        if debug:
            raise
        return _bug(error)
    return outcome if isinstance(outcome, int) else FINE


def _say(message: str, hint: str) -> int:
    ended = message if message.endswith((".", "?", "!")) else f"{message}."
    sys.stderr.write(f"error: {ended}\n")
    if hint:
        sys.stderr.write(f"hint: {hint}\n")
    return CANNOT


def _bug(error: Exception) -> int:
    from cxmap import HOME
    from cxmap.visible import visible

    sys.stderr.write(
        f"This is a bug in cxmap, not in your files: {type(error).__name__}: {visible(str(error))[:300]}\n"
        f"hint: Run it again with `cxmap --debug ..` and report what it says: {HOME}/issues\n"
    )
    return BUG
