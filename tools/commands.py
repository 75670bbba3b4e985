"""Writes docs/commands: a page for each command, made of what the command line says of itself.

    python tools/commands.py

What stands below the line `BY_HAND` of a page is left as it is: the examples, and where to read more.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from cxmap.cli.app import built

FOLDER = Path(__file__).parents[1] / "docs" / "commands"
GENERATED = "<!-- Written by `make generated`, from the command itself, down to the line that says so. -->\n"
BY_HAND = "<!-- By hand from here on. -->\n"

# Typer carries its own copy of click and does not name its classes.
Command = Any


def main() -> int:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages(FOLDER).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def pages(folder: Path) -> dict[str, str]:
    """Return the pages by the names of their files, with what the pages in a folder hold by hand."""
    commands = typer.main.get_command(built()).commands  # type: ignore[attr-defined]
    texts = {f"{name}.md": _page(f"cxmap {name}", command) for name, command in commands.items()}
    texts["README.md"] = _index(commands)
    return {name: f"{GENERATED}{text}\n{BY_HAND}{_by_hand(folder / name)}" for name, text in texts.items()}


def _by_hand(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition(BY_HAND)[2] if page.exists() else ""


def _index(commands: dict[str, Command]) -> str:
    rows = "".join(f"| [`cxmap {name}`]({name}.md) | {_summary(command)} |\n" for name, command in commands.items())
    options = _table("option", typer.main.get_command(built()), "option")
    return (
        f"# Commands\n\n| command | does |\n| --- | --- |\n{rows}\n"
        f"`cxmap COMMAND --help` says the same in the terminal. These stand before the command:\n\n{options}"
    )


def _page(name: str, command: Command) -> str:
    inner = getattr(command, "commands", {})
    parts = [f"# {name}\n\n{_text(command.help)}\n"]
    if inner:
        parts += [
            f"\n## {name} {key}\n\n{_text(each.help)}\n\n{_usage(f'{name} {key}', each)}" for key, each in inner.items()
        ]
    else:
        parts.append(f"\n{_usage(name, command)}")
    return "".join(parts)


def _usage(name: str, command: Command) -> str:
    line = " ".join([name, "[OPTIONS]", *map(_place, _parameters(command, "argument"))])
    tables = (_table("argument", command, "argument"), _table("option", command, "option"))
    return "\n".join([f"```text\n{line}\n```\n", *filter(None, tables)])


def _table(title: str, command: Command, kind: str) -> str:
    """Return the table of the arguments or of the options, or nothing where there is none."""
    found = _parameters(command, kind)
    rows = "".join(f"| {_name(parameter)} | {_cell(' '.join(_meaning(parameter)))} |\n" for parameter in found)
    return f"| {title} | is |\n| --- | --- |\n{rows}" if rows else ""


def _parameters(command: Command, kind: str) -> list[Any]:
    return [parameter for parameter in command.params if parameter.param_type_name == kind and not parameter.hidden]


def _place(argument: Any) -> str:
    """Return how an argument stands in a command line."""
    return f"{_value(argument) if argument.required else f'[{_value(argument)}]'}{'...' if argument.nargs < 0 else ''}"


def _value(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _name(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return _code(_value(parameter))
    value = "" if parameter.is_flag else f" {_value(parameter)}"
    spellings = [*sorted(parameter.opts, key=len, reverse=True), *parameter.secondary_opts]
    return ", ".join(_code(f"{spelling}{value if spelling == spellings[0] else ''}") for spelling in spellings)


def _meaning(parameter: Any) -> Iterator[str]:
    yield _text(parameter.help)
    default = parameter.default
    if isinstance(default, Path) and default == Path():
        yield "Default: the current folder."
    elif isinstance(default, str | int | float | Path) and not isinstance(default, bool):
        yield f"Default: {_code(str(default))}."


def _summary(command: Command) -> str:
    """Return the first paragraph of what a command says of itself."""
    return _cell(_text(command.help).partition("\n\n")[0])


def _text(text: str | None) -> str:
    """Return a text as paragraphs of Markdown, in which what stands between backticks stays code."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n"))
    return "\n\n".join(_escaped(paragraph) for paragraph in paragraphs if paragraph)


def _escaped(text: str) -> str:
    pieces = re.split(r"(`[^`]+`)", text)
    return "".join(piece if piece.startswith("`") else re.sub(r"([*_<\[])", r"\\\1", piece) for piece in pieces)


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)


if __name__ == "__main__":
    raise SystemExit(main())
