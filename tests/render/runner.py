"""Reads a log as GitHub's runner does: workflow commands, and stretches in which they are switched off.

A command is a line `::name key=value,key=value::message`, leading space aside; the older form
`##[name key=value;...]message` counts anywhere in a line. Names that are not registered make no command.
"""

import re
from dataclasses import dataclass

COMMANDS = {"add-mask", "add-matcher", "debug", "echo", "endgroup", "error", "group", "notice", "save-state", "set-env"}
COMMANDS |= {"set-output", "stop-commands", "warning"}

_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
_DATA = {"%0D": "\r", "%0A": "\n"}
_OLD = re.compile(r"##\[([^\]]*)\](.*)")


@dataclass
class Command:
    """A command the runner would obey."""

    name: str
    properties: dict[str, str]
    message: str


def parse(line: str, names: set[str] = COMMANDS) -> Command | None:
    """Return the command in a line, or None."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        name, _, rest = trimmed[2:end].partition(" ")
        if name.casefold() in names:
            return Command(name, _properties(rest), unescape(trimmed[end + 2 :], _DATA))
    if (old := _OLD.search(line)) and (name := old.group(1).split(" ")[0]).casefold() in names:
        return Command(name, {}, old.group(2))
    return None


def obeyed(log: str) -> list[Command]:
    """Return the commands of a log that the runner obeys; the stops and what ends them are not among them."""
    commands: list[Command] = []
    token = None
    for line in log.split("\n"):
        command = parse(line, COMMANDS if token is None else COMMANDS | {token.casefold()})
        if command is None:
            continue
        if token is not None:
            token = None if command.name.casefold() == token.casefold() else token
        elif command.name == "stop-commands":
            token = command.message
        else:
            commands.append(command)
    assert token is None, "commands are left switched off"
    return commands


def unescape(text: str, escapes: dict[str, str]) -> str:
    """Return a value as the runner reads it; the per cent sign comes last."""
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def _properties(text: str) -> dict[str, str]:
    pairs = [pair.split("=", 1) for pair in text.strip().split(",") if pair]
    # Equals signs at the beginning of a value are dropped, and with them values that have nothing else.
    read = {pair[0]: pair[1].lstrip("=") for pair in pairs if len(pair) == 2}
    return {key: unescape(value, _PROPERTY) for key, value in read.items() if value}
