"""Times whole processes, interleaved, and says what their medians are."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

# Linux counts in KiB, macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Failed(Exception):  # noqa: N818 - it is no error of this program
    """A process did not end as it should have."""


class Run(NamedTuple):
    """One process: seconds on the clock, seconds of all processors, and the most memory it held at once, in bytes.

    Where a process starts others, the memory is that of the largest of them; `peak` adds them up.
    """

    wall: float
    cpu: float
    rss: int


class Command(NamedTuple):
    """A process to start. `codes` are the exit codes that are fine."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    codes: tuple[int, ...] = (0,)


class Ratio(NamedTuple):
    """How two processes compare, over all rounds, and what they took."""

    median: float
    least: float
    most: float


def run(command: Command) -> Run:
    """Run a process to its end. Raises `Failed` when it ends with another code than it should."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=command.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.codes:
            said.seek(0)
            last = said.read().decode(errors="replace").strip()[-500:]
            raise Failed(f"{' '.join(command.arguments)[:200]} ended with {process.returncode}: {last}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def peak(command: Command) -> int:
    """Run a process and return the most memory that it and all it started held at once, in bytes.

    Pages that they share count once. Only Linux can say so; elsewhere the largest process counts alone.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return run(command).rss
    with subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=command.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_proportional, _family(process.pid))))
            time.sleep(_BETWEEN_LOOKS)
    if process.returncode not in command.codes:
        raise Failed(f"{' '.join(command.arguments)[:200]} ended with {process.returncode}")
    return most


_BETWEEN_LOOKS = 0.02


def _family(process: int) -> list[int]:
    """Return a process and all that it started."""
    found = [process]
    for parent in found:
        try:
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _proportional(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0  # it has just ended
    return next((1024 * int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def rounds(cases: Mapping[str, Callable[[], Run]], runs: int, *, first: bool = True) -> dict[str, list[Run]]:
    """Run every case so many times, one after the other in each round, so that noise meets all of them alike.

    `first` runs each once before: files come into the memory of the system, and modules are compiled.
    """
    if first:
        for case in cases.values():
            case()
    found: dict[str, list[Run]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, case in cases.items():
            found[name].append(case())
    return found


def ratio(one: Sequence[float], other: Sequence[float]) -> Ratio:
    """Compare round with round: what met both at the same time falls out."""
    ratios = [left / right for left, right in zip(one, other, strict=True)]
    return Ratio(median(ratios), min(ratios), max(ratios))


def walls(runs: Sequence[Run]) -> list[float]:
    """Return the seconds on the clock."""
    return [run.wall for run in runs]


def cpus(runs: Sequence[Run]) -> list[float]:
    """Return the seconds of all processors."""
    return [run.cpu for run in runs]
