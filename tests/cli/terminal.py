"""cxmap on a terminal of its own, with somebody who answers."""

import os
import pty
import select
import time
from pathlib import Path

from init.process import command, environment

_CTRL = ("\x03", "\x04")


def answered(folder: Path, arguments: list[str], answers: list[tuple[str, str]], ends: str = "") -> tuple[int, str]:
    """Run cxmap and type each answer once its question is the last thing on the screen; return code and screen.

    With `ends`, a question goes on up to that. What a key with Ctrl types is an answer without a line break.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(command()[0], command(*arguments), environment(TERM="dumb", PYTHONUTF8="1"))  # noqa: S606
    screen, seen = "", 0
    waiting = list(answers)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other side has hung up
            break
        if not piece:
            break
        screen += piece.decode("utf-8", "replace")
        shown = screen[seen:].rstrip(" ")
        if waiting and waiting[0][0] in shown and shown.endswith(ends or waiting[0][0]):
            seen = len(screen)
            answer = waiting.pop(0)[1]
            os.write(terminal, answer.encode() if answer in _CTRL else f"{answer}\r".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen
