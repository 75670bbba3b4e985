"""cxmap on a terminal of its own, with somebody who answers."""

import os
import pty
import select
import time
from pathlib import Path

from init.process import command, environment


def answered(folder: Path, arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run cxmap and type each answer once its question is the last thing on the screen; return code and screen."""
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
        if waiting and screen[seen:].rstrip(" ").endswith(waiting[0][0]):
            seen = len(screen)
            os.write(terminal, f"{waiting.pop(0)[1]}\r".encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen
