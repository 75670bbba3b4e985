"""Measures `cxmap validate` against the goals for speed and memory, as ratios taken in one go on one machine.

    python benchmarks/run.py --python VENV/bin/python

README.md beside this file says what the rows mean. Nothing is ever failed for being slow.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measure import Command, Failed, Ratio, Run, cpus, peak, ratio, rounds, run, walls

HERE = Path(__file__).resolve().parent
MIB = 1 << 20
FOUND = (0, 1)
"""Exit codes where findings are planted."""


class Sizes(NamedTuple):
    """How many touchpoints the repositories have, and how many commits the one that has a history."""

    small: int
    middle: int
    large: int
    largest: int
    commits: int


FULL = Sizes(20, 1_000, 10_000, 50_000, 1_000)
QUICK = Sizes(20, 200, 1_000, 3_000, 50)


@dataclass(frozen=True)
class Row:
    """A line of the table. `goal` and `dream` are empty where there is none; less is better unless `more` says so."""

    name: str
    measure: str
    value: Ratio | None = None
    goal: float | None = None
    dream: float | None = None
    more: bool = False
    unit: str = ""
    note: str = ""
    cpu: float | None = None
    medians: dict[str, float] = field(default_factory=dict)

    @property
    def met(self) -> str:
        """Which of the two is reached."""
        if self.value is None or self.goal is None or self.dream is None:
            return ""
        sign = -1 if self.more else 1
        value = sign * self.value.median
        return "dream" if value <= sign * self.dream else "goal" if value <= sign * self.goal else "no"


class Bench:
    """The tool that is measured, the repositories it is measured on, and how often."""

    def __init__(self, python: str, scratch: Path, sizes: Sizes, runs: int, peers: Sequence[Path]) -> None:
        self.python = python
        self.sizes = sizes
        self.runs = runs
        self.scratch = scratch
        self._peers = peers
        self.environment = _environment(python, scratch / "cache")
        script = Path(python).with_name("cxmap")
        self._cxmap = [str(script)] if script.is_file() else [python, "-m", "cxmap"]

    def repository(self, touchpoints: int, per_file: int = 1, *plants: str) -> Path:
        """Return a repository of that size, generated when it is first asked for."""
        folder = self.scratch / "-".join(map(str, ("map", touchpoints, per_file, *plants))).replace("--", "")
        if not folder.exists():
            options = ["--touchpoints", str(touchpoints), "--per-file", str(per_file), *plants]
            subprocess.run(
                [sys.executable, str(HERE / "generate.py"), str(folder), *options], check=True, stdout=sys.stderr
            )
        return folder

    def committed(self, touchpoints: int) -> Path:
        """Return a repository of that size that lies in git with one commit."""
        folder = self.scratch / f"git-{touchpoints}"
        if not folder.exists():
            shutil.copytree(self.repository(touchpoints), folder)
            subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
            commit(folder)
        return folder

    def history(self, touchpoints: int, commits: int) -> Path:
        """Return a git repository with so many commits."""
        folder = self.scratch / f"history-{touchpoints}-{commits}"
        if not folder.exists():
            made = folder.with_suffix(".new")
            shutil.rmtree(made, ignore_errors=True)
            shutil.copytree(self.repository(touchpoints), made)
            command = [sys.executable, str(HERE / "commits.py"), str(made), "--commits", str(commits)]
            subprocess.run(command, check=True, stdout=sys.stderr)
            made.rename(folder)
        return folder

    def versions(self, folder: Path) -> tuple[int, int]:
        """Return how many versions of files `cxmap history` reads, and how many there are."""
        command = [self.python, str(HERE / "count_versions.py")]
        done = subprocess.run(
            command, cwd=folder, env=self.environment, check=True, capture_output=True, text=True, encoding="utf-8"
        )
        parsed, distinct = done.stderr.splitlines()[0].split()
        return int(parsed), int(distinct)

    def command(self, folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> Command:
        """Return the command that runs cxmap in a folder."""
        return Command([*self._cxmap, *arguments], folder, self.environment, codes)

    def cxmap(self, folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> Callable[[], Run]:
        """Return what runs cxmap in a folder."""
        return partial(run, self.command(folder, *arguments, codes=codes))

    def cold(self, folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> Callable[[], Run]:
        """Return what validates a repository without a cache."""
        return self.cxmap(folder, "validate", "--no-cache", *arguments, codes=codes)

    def warm(self, folder: Path) -> Callable[[], Run]:
        """Return what validates a repository with the cache."""
        return self.cxmap(folder, "validate")

    def bare(self, *arguments: str) -> Callable[[], Run]:
        """Return what runs the interpreter alone, or a program of its own."""
        return partial(run, Command([self.python, *arguments], self.scratch, self.environment))

    def load(self, folder: Path) -> Callable[[], Run]:
        """Return what loads the files of a repository and does nothing else."""
        return self.bare(str(HERE / "load_yaml.py"), str(folder))

    def peer(self, name: str, folder: Path, arguments: Sequence[str]) -> Callable[[], Run] | None:
        """Return what runs another tool, or None if it is not installed."""
        places = os.pathsep.join(
            [*map(str, self._peers), str(Path(self.python).parent), self.environment.get("PATH", "")]
        )
        found = shutil.which(name, path=places)
        environment = {**self.environment, "PATH": places}
        return partial(run, Command([found, *arguments], folder, environment)) if found else None

    def schema(self) -> Path:
        """Return the JSON Schema of journey files."""
        path = self.scratch / "cxmap.schema.json"
        written = subprocess.run(
            [*self._cxmap, "schema", "files"], env=self.environment, check=True, capture_output=True
        )
        path.write_bytes(written.stdout)
        return path


def start(bench: Bench) -> Iterator[Row]:
    """How long it takes until anything happens."""
    found = rounds(
        {"version": bench.cxmap(Path.cwd(), "--version"), "python": bench.bare("-c", "pass")}, 2 * bench.runs
    )
    yield _compared("start", "--version / python -c pass", found, "version", "python", 1.5, 1.1)


def small(bench: Bench) -> Iterator[Row]:
    """What is felt in a small repository."""
    folder = bench.repository(bench.sizes.small)
    cases = {"cold": bench.cold(folder), "warm": bench.warm(folder), "python": bench.bare("-c", "pass")}
    found = rounds(cases, 2 * bench.runs)
    files = _files(folder)
    yield _compared("small", f"validate --no-cache, {files} files / python -c pass", found, "cold", "python", 20, 10)
    yield _compared("small", f"validate, {files} files, cached / python -c pass", found, "warm", "python", 20, 10)


def cold(bench: Bench) -> Iterator[Row]:
    """Reading and checking everything, without and with the cache."""
    folder = bench.repository(bench.sizes.large)
    cases = {"cold": bench.cold(folder), "load": bench.load(folder), "warm": bench.warm(folder)}
    found = rounds(cases, bench.runs)
    files = f"{_files(folder):,} files"
    yield _compared("cold", f"validate --no-cache, {files} / CSafeLoader", found, "cold", "load", 0.8, 0.45)
    yield _compared("warm", f"validate, {files}, cached / CSafeLoader", found, "warm", "load", 0.2, 0.03)


def edit(bench: Bench) -> Iterator[Row]:
    """One file changed since the last time."""
    folder = bench.repository(bench.sizes.large)
    file = max((folder / "touchpoints").rglob("*.yaml"))
    before = file.read_bytes()
    validate = bench.warm(folder)
    edits = iter(range(1_000))

    def changed() -> Run:
        file.write_bytes(before.replace(b"    volume: ", b"    volume: 1%d" % next(edits)))
        return validate()

    try:
        found = rounds({"edit": changed, "warm": validate, "load": bench.load(folder)}, bench.runs)
    finally:
        file.write_bytes(before)
    files = f"one of {_files(folder):,} files changed"
    yield _compared("edit", f"{files} / unchanged", found, "edit", "warm", 1.2, 1.05)
    yield _compared("edit", f"{files} / CSafeLoader", found, "edit", "load", None, None)


def impact(bench: Bench) -> Iterator[Row]:
    """What one changed file means, both revisions in git."""
    folder = bench.committed(bench.sizes.large)
    file = max((folder / "touchpoints").rglob("*.yaml"))
    before = file.read_bytes()
    edits = iter(range(1_000))
    asked = bench.cxmap(folder, "impact", "HEAD~1..HEAD", "--format", "json")
    validate = bench.warm(folder)

    def changed() -> Run:
        file.write_bytes(before.replace(b"channel: ", b"channel: new-%d-" % next(edits), 1))
        commit(folder, "--amend")
        return asked()

    commit(folder)
    changed()
    found = rounds({"new": changed, "again": asked}, bench.runs)
    file.write_bytes(before)
    commit(folder, "--amend")
    warm = rounds({"warm": validate}, bench.runs)
    found = {**found, **warm}
    files = f"one of {_files(folder):,} files changed"
    yield _compared("impact", f"{files} / validate, cached", found, "new", "warm", 1.6, 1.1)
    yield _compared("impact", f"{files}, asked again / validate, cached", found, "again", "warm", 1.6, 1.1)


def commit(folder: Path, *options: str) -> None:
    """Commit everything in a folder, whoever's machine it is."""
    git = ["git", "-C", str(folder), "-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0"]
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", "change", *options], check=True)


def growth(bench: Bench) -> Iterator[Row]:
    """What a touchpoint costs when there are many."""
    few, many = bench.sizes.middle, bench.sizes.largest
    for per_file in (1, 50):
        cases = {
            "few": bench.cold(bench.repository(few, per_file)),
            "many": bench.cold(bench.repository(many, per_file)),
        }
        found = rounds(cases, bench.runs, first=False)
        each, cpu = (
            ratio([one / many for one in figures(found["many"])], [one / few for one in figures(found["few"])])
            for figures in (walls, cpus)
        )
        measure = f"a touchpoint at {many:,} / at {few:,}, {per_file} a file"
        yield Row("growth", measure, each, 1.2, 1.0, cpu=cpu.median, medians=_medians(found))


def memory(bench: Bench) -> Iterator[Row]:
    """The most memory that all processes of a run hold together, in MiB."""
    for touchpoints, goal in ((bench.sizes.large, 300), (bench.sizes.largest, 1.2 * 1024)):
        folder = bench.repository(touchpoints)
        bench.warm(folder)()
        for name, options in (("cold", ["--no-cache"]), ("warm", [])):
            command = bench.command(folder, "validate", *options)
            peaks = [peak(command) / MIB for _ in range(2)]
            value = Ratio(median(peaks), min(peaks), max(peaks))
            yield Row("memory", f"peak at {touchpoints:,}, {name}", value, goal, goal / 2, unit=" MiB")


def similar(bench: Bench) -> Iterator[Row]:
    """What the search for near-duplicates takes of a cold run."""
    touchpoints = bench.sizes.large
    planted = touchpoints // 50
    for folder, what in (
        (bench.repository(touchpoints), "none"),
        (bench.repository(touchpoints, 1, "--nearly-alike", str(planted)), f"{planted}"),
    ):
        without = bench.cold(folder, "--ignore", "similar-touchpoint,duplicate-touchpoint", codes=FOUND)
        found = rounds({"with": bench.cold(folder, codes=FOUND), "without": without}, bench.runs)
        less, cpu = (ratio(figures(found["without"]), figures(found["with"])) for figures in (walls, cpus))
        share = Ratio(1 - less.median, 1 - less.most, 1 - less.least)
        measure = f"share of a cold run, {what} to find"
        yield Row("similar", measure, share, 0.25, 0.1, cpu=1 - cpu.median, medians=_medians(found))


def findings(bench: Bench) -> Iterator[Row]:
    """What it costs to find a lot."""
    touchpoints = bench.sizes.large
    broken = bench.repository(touchpoints, 1, "--broken", str(touchpoints // 10))
    cases = {
        "broken": bench.cold(broken, codes=FOUND),
        "sarif": bench.cold(broken, "--format", "sarif", codes=FOUND),
        "clean": bench.cold(bench.repository(touchpoints)),
    }
    found = rounds(cases, bench.runs)
    yield _compared("findings", f"cold, {touchpoints // 10:,} planted / none", found, "broken", "clean", None, None)
    yield _compared("findings", "the same as SARIF / none", found, "sarif", "clean", None, None)


def history(bench: Bench) -> Iterator[Row]:
    """How many versions of files are read to tell a history, and how long that takes."""
    commits, touchpoints = bench.sizes.commits, 2 * bench.sizes.commits
    folder = bench.history(touchpoints, commits)
    parsed, distinct = bench.versions(folder)
    share = parsed / distinct
    what = f"{commits:,} commits, {touchpoints:,} touchpoints"
    yield Row("history", f"{what}: versions read / there are", Ratio(share, share, share), 1.0, 1.0)
    cases = {"history": bench.cxmap(folder, "history", "--no-cache"), "cold": bench.cold(folder, codes=FOUND)}
    found = rounds(cases, bench.runs)
    yield _compared("history", f"{what} / validate --no-cache", found, "history", "cold", None, None)


def site(bench: Bench) -> Iterator[Row]:
    """The web page: when something of it is seen, what its first page weighs, and how long it takes to make it."""
    folder = bench.repository(bench.sizes.large)
    page = bench.scratch / f"site-{bench.sizes.large}"
    what = f"{bench.sizes.large:,} touchpoints"

    def anew() -> Run:
        shutil.rmtree(page, ignore_errors=True)
        return made()

    made = bench.cxmap(folder, "site", str(page), "--today", "2026-01-01")
    found = rounds({"site": anew, "again": made, "cold": bench.cold(folder)}, bench.runs)
    yield _compared("site", f"site of {what} / validate --no-cache", found, "site", "cold", None, None)
    yield _compared(
        "site", f"site of {what}, nothing changed / validate --no-cache", found, "again", "cold", None, None
    )
    command = [sys.executable, str(HERE / "first_paint.py"), str(page / "index.html"), "--times", str(bench.runs)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    first, weighs = f"first paint in chromium, {what}", f"first page with all that it loads, {what}"
    if done.returncode:
        note = done.stderr.strip().rpartition("\n")[2]
        yield Row("site", first, None, 2_000, 1_000, unit=" ms", note=note)
        yield Row("site", weighs, None, 500, 200, unit=" KiB", note=note)
        return
    measured = json.loads(done.stdout)
    paints, size = [1_000 * paint for paint in measured["paints"]], measured["bytes"] / 1024
    yield Row("site", first, Ratio(median(paints), min(paints), max(paints)), 2_000, 1_000, unit=" ms")
    yield Row("site", weighs, Ratio(size, size, size), 500, 200, unit=" KiB")


def peers(bench: Bench) -> Iterator[Row]:
    """Other tools that check YAML files, on the same files: theirs / ours, so more is better."""
    folder = bench.repository(bench.sizes.middle, 1, "--quote-dates")
    for peer in PEERS:
        yield _against("peers", bench, peer, folder, theirs_first=True)


def ajv(bench: Bench) -> Iterator[Row]:
    """The fastest of the other tools on many files: ours / theirs."""
    folder = bench.repository(bench.sizes.large, 1, "--quote-dates")
    yield _against("ajv", bench, AJV._replace(goal=1.6, dream=1.0), folder, theirs_first=False)


class Peer(NamedTuple):
    """Another tool: its name, the arguments for it, and how much slower than cxmap it is to be."""

    name: str
    arguments: Callable[[Bench, Path], list[str]]
    goal: float
    dream: float


def _ajv_arguments(bench: Bench, folder: Path) -> list[str]:
    return [
        "validate",
        "--spec=draft2020",
        "--strict=false",
        "-s",
        str(bench.schema()),
        "-d",
        f"{folder}/**/!(cxmap).yaml",
    ]


def _jsonschema_arguments(bench: Bench, folder: Path) -> list[str]:
    return [
        "--schemafile",
        str(bench.schema()),
        *map(str, sorted(path for path in folder.rglob("*.yaml") if path.name != "cxmap.yaml")),
    ]


def _yamllint_arguments(_: Bench, folder: Path) -> list[str]:
    return ["-d", "{extends: default, rules: {line-length: disable, document-start: disable}}", str(folder)]


AJV = Peer("ajv", _ajv_arguments, 1, 2)
PEERS = (
    AJV,
    Peer("check-jsonschema", _jsonschema_arguments, 8, 16),
    Peer("yamllint", _yamllint_arguments, 10, 20),
)


def _against(row: str, bench: Bench, peer: Peer, folder: Path, *, theirs_first: bool) -> Row:
    measure = f"{peer.name} / cxmap" if theirs_first else f"cxmap / {peer.name}"
    theirs = bench.peer(peer.name, folder, peer.arguments(bench, folder))
    if theirs is None:
        return Row(row, measure, None, peer.goal, peer.dream, more=theirs_first, note="not installed")
    found = rounds({"theirs": theirs, "ours": bench.cold(folder)}, bench.runs)
    first, then = ("theirs", "ours") if theirs_first else ("ours", "theirs")
    compared = _compared(row, f"{measure}, {_files(folder):,} files", found, first, then, peer.goal, peer.dream)
    return Row(**{**_fields(compared), "more": theirs_first})


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    measured.__name__: measured
    for measured in (start, small, cold, edit, impact, growth, memory, similar, findings, history, site, peers, ajv)
}


def _compared(  # noqa: PLR0913, PLR0917 - a row has this many sides
    name: str,
    measure: str,
    found: Mapping[str, list[Run]],
    one: str,
    other: str,
    goal: float | None,
    dream: float | None,
) -> Row:
    medians = _medians({key: found[key] for key in (one, other)})
    value = ratio(walls(found[one]), walls(found[other]))
    cpu = ratio(cpus(found[one]), cpus(found[other])).median
    return Row(name, measure, value, goal, dream, cpu=cpu, medians=medians)


def _fields(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def _medians(found: Mapping[str, list[Run]]) -> dict[str, float]:
    return {name: median(walls(runs)) for name, runs in found.items()}


def _files(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.yaml")) - 1


def _environment(python: str, cache: Path) -> dict[str, str]:
    """Return the environment to measure in: compiled modules are kept, and the cache has a place of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}
    environment = {**kept, "CXMAP_CACHE_DIR": str(cache), "NO_COLOR": "1"}
    if subprocess.run(
        [python, "-c", "import cxmap"], env=environment, check=False, capture_output=True, cwd="/"
    ).returncode:
        environment["PYTHONPATH"] = str(HERE.parent / "src")
    return environment


def _shown(row: Row) -> tuple[str, ...]:
    bounds = [f"{bound:g}" if bound is not None else "" for bound in (row.goal, row.dream)]
    if row.value is None:
        return (row.name, row.measure, *bounds, row.note, "", "", "", "")
    digits = ".0f" if row.unit else ".3f" if row.value.median < 0.1 else ".2f"  # noqa: PLR2004
    value, least, most = (format(figure, digits) for figure in row.value)
    times = "  ".join(f"{name} {_seconds(taken)}" for name, taken in row.medians.items())
    cpu = "" if row.cpu is None else f"{row.cpu:.2f}"
    return (row.name, row.measure, *bounds, f"{value}{row.unit}", f"{least}-{most}", row.met, cpu, times)


def _seconds(taken: float) -> str:
    return f"{taken:.2f} s" if taken >= 1 else f"{1000 * taken:.0f} ms"


TITLES = ("row", "measure", "goal", "dream", "median", "min-max", "met", "cpu", "medians of the times")


def _print(rows: Sequence[Row]) -> None:
    lines = [TITLES, *map(_shown, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _about(bench: Bench) -> dict[str, str]:
    """Return what was measured, and on what."""
    code = "import cxmap, sys; print(cxmap.__version__, cxmap.__file__, sys.version.split()[0])"
    said = subprocess.run([bench.python, "-c", code], env=bench.environment, check=True, capture_output=True, text=True)
    version, file, python = said.stdout.split()
    return {
        "cxmap": version,
        "from": "the checkout" if Path(file).is_relative_to(HERE.parent) else "an installed package",
        "python": python,
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def _measured(bench: Bench, names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        print(f"measuring {name} ..", file=sys.stderr, flush=True)
        try:
            for row in ROWS[name](bench):
                print("  ".join(cell for cell in _shown(row) if cell), file=sys.stderr, flush=True)
                yield row
        except Failed as failed:
            print(failed, file=sys.stderr)
            yield Row(name, "", note="failed")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", default=sys.executable, help="an interpreter with cxmap installed from a wheel")
    parser.add_argument(
        "--rows", default=",".join(ROWS), help="the rows to measure, with commas; all of them if left out"
    )
    parser.add_argument("--runs", type=int, default=5, help="rounds of each measure")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    parser.add_argument(
        "--quick", action="store_true", help="small repositories and three rounds: to see that it works"
    )
    parser.add_argument("--scratch", type=Path, metavar="DIR", help="keep the repositories here for the next time")
    parser.add_argument(
        "--peers", type=Path, action="append", default=[], metavar="DIR", help="look for other tools here"
    )
    options = parser.parse_args(arguments)
    names = options.rows.split(",")
    if unknown := set(names) - set(ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    with tempfile.TemporaryDirectory(prefix="cxmap-bench-") as temporary:
        scratch = (options.scratch or Path(temporary)).resolve()
        scratch.mkdir(parents=True, exist_ok=True)
        sizes, runs = (QUICK, 3) if options.quick else (FULL, options.runs)
        bench = Bench(options.python, scratch, sizes, runs, options.peers)
        about = _about(bench)
        rows = list(_measured(bench, names))
        shutil.rmtree(scratch / "cache", ignore_errors=True)
    about["load after"] = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(", ".join(f"{key} {value}" for key, value in about.items()))
    if options.quick:
        print("The repositories are far too small for the goals: these figures only show that everything runs.")
    _print(rows)
    if options.json:
        figures = {"about": about, "rows": [{**asdict(row), "met": row.met} for row in rows]}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
