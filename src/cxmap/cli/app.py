"""The commands under one roof, and what becomes of errors."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer

from cxmap.cli import speech
from cxmap.cli.screen import let_go_of_stdout
from cxmap.errors import CxmapError, reason
from cxmap.message import said

COMMANDS: Mapping[str, str] = {
    "init": "init.init",
    "validate": "validate.validate",
    "impact": "impact.impact",
    "change": "change.app",
    "rule": "rule.rule",
    "list": "listing.list_things",
    "show": "show.show",
    "route": "route.route",
    "raci": "raci.raci",
    "draw": "draw.draw",
    "report": "report.report",
    "site": "site.site",
    "codeowners": "codeowners.codeowners",
    "history": "history.history",
    "schema": "schema.schema",
}
"""The commands in the order of `cxmap --help`, and where each is: the file in this folder, and what it holds."""

FINE, FOUND, CANNOT, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""The exit codes: nothing found; findings at or above `--fail-on`; cannot run; a bug in cxmap; stopped by the user."""

UsageProblem: type[typer.BadParameter] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""What is raised for a command line that makes no sense. Typer carries its own copy of click and does not name it."""


_WHAT_IT_IS = (
    "Customer journeys as code: the map of touchpoints, transitions and owners, kept in git and checked in CI."
)


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - as Typer calls it
    if wanted:
        from cxmap import __version__

        typer.echo(f"cxmap {__version__}")
        raise typer.Exit


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


def built(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Return the command line with the commands of these names."""
    app = typer.Typer(
        name="cxmap",
        help=_WHAT_IT_IS,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(common)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(".")
        command = getattr(import_module(f"cxmap.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


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
        unwritten = said("The output could not be written: {reason}.", reason=reason(error))
        return _stopped(CxmapError(unwritten, said("Is the disk full?")))
    return code


def _run(arguments: list[str]) -> int:
    debug = "--debug" in arguments
    speech.begin()
    words = [word for word in arguments if word != "--debug"]
    try:
        outcome = built(_needed(words))(words, standalone_mode=False, prog_name="cxmap")
    except CxmapError as error:
        return _stopped(error)
    except UsageProblem as error:
        error.show()
        return CANNOT
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\n" + speech.words().sentence("Stopped.") + "\n")
        return INTERRUPTED
    except OSError:
        raise  # from writing to stdout: whatever reads or writes files says so itself
    except Exception as error:
        if debug:
            raise
        return _bug(error)
    return outcome if isinstance(outcome, int) else FINE


def _needed(arguments: Sequence[str]) -> Iterable[str]:
    """Return the command that is asked for alone: to build the others takes as long as to check a few files."""
    first = next((word for word in arguments if not word.startswith("-")), "")
    return (first,) if first in COMMANDS else COMMANDS


def _stopped(error: CxmapError) -> int:
    sys.stderr.write(speech.told(error))
    return CANNOT


def _bug(error: Exception) -> int:
    from cxmap import HOME
    from cxmap.visible import visible

    sys.stderr.write(
        f"This is a bug in cxmap, not in your files: {type(error).__name__}: {visible(str(error))[:300]}\n"
        f"hint: Run it again with `cxmap --debug ..` and report what it says: {HOME}/issues\n"
    )
    return BUG
