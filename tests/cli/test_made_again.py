"""`cxmap report` and `cxmap site` again: done at once where nothing has changed, and anew where anything has."""

import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from adapters.repositories import Repository, write
from cli.conftest import CONFIG, MAP
from cli.test_startup import loaded

import cxmap as package
from cxmap.cli.report import report
from cxmap.cli.site import site

KINDS = ("report", "site")
BUILDING = {"cxmap.app.survey.survey", "cxmap.render.picture", "cxmap.render.pages.pages"}
LINKS = ("--links", "https://example.com/map/blob")
ANNA = "personas: {anna: {name: Anna}}\n"
PAYING = MAP.replace("checkout: {stage: buy,", "checkout: {stage: buy, name: Paying, reviewed: 2026-01-01,")


def state(folder):
    """Return what would tell that anything in a folder was written again."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def repository(shop):
    found = Repository.new(shop)
    found.commit({"map.yaml": MAP}, "a map")
    found.commit({"map.yaml": PAYING, "more.yaml": ANNA}, "a better map")
    found.commit({"README.md": "Our map."}, "what it is")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_there_already_is_not_made_again(repository, cxmap, kind, tmp_path):
    target = tmp_path / "pages"
    assert loaded(kind, str(target), *LINKS, cwd=repository.folder) >= BUILDING
    before = state(target)
    write(repository.folder, "README.md", "This makes no difference.\n")
    write(repository.folder, "cxmap-baseline.json", '{"version": 1, "findings": []}\n')
    assert not loaded(kind, str(target), *LINKS, cwd=repository.folder) & BUILDING
    outcome = cxmap(kind, target, *LINKS)
    opened = f" Open {target}/index.html in a browser." if kind == "site" else ""
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"0 files written, {len(before) - 1} unchanged, 0 removed.{opened}\n"
    assert state(target) == before


def test_several_folders_and_languages_are_remembered(repository, tmp_path):
    wanted = [("report", "en"), ("site", "en"), ("report", "es")]
    for kind, language in wanted:
        loaded(kind, str(tmp_path / kind / language), "--lang", language, cwd=repository.folder)
    for kind, language in wanted:
        again = loaded(kind, str(tmp_path / kind / language), "--lang", language, cwd=repository.folder)
        assert not again & BUILDING


def test_without_the_cache_all_is_made_again(repository, tmp_path):
    for _ in range(2):
        assert loaded("report", str(tmp_path / "pages"), "--no-cache", cwd=repository.folder) >= BUILDING


def test_without_git_it_is_the_day_that_counts(shop, tmp_path, monkeypatch):
    def made(*day):
        return loaded("report", str(tmp_path / "pages"), *day, cwd=shop) >= BUILDING

    assert [made("--today", day) for day in ("2026-12-01", "2026-12-01", "2026-12-02")] == [True, False, True]
    for zone in ("EAST-14", "WEST+12"):  # in the one, it is always tomorrow for the other
        monkeypatch.setenv("TZ", zone)
        assert made()


# What makes a difference.


def nothing(repository):
    pass


def written(path, content):
    return lambda repository: write(repository.folder, path, content)


def committed(**options):
    return lambda repository: repository.commit(message="now it is in git", **options)


def git(*arguments):
    return lambda repository: repository.git(*arguments)


def left_behind(repository):
    """Let main come to where a branch has been all the time."""
    repository.git("branch", "--force", "main", "topic")


def on_a_branch(repository):
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit({"map.yaml": PAYING.replace("Paying", "Paying up")})


class Case(NamedTuple):
    """What is asked for before and after something changes, given what was there before."""

    change: Callable[[Repository], object] = nothing
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    given: Callable[[Repository], object] = nothing
    kinds: tuple[str, ...] = KINDS


def always(*options, **values):
    return Case(before=options, after=options, **values)


CASES = {
    "a touchpoint": Case(written("map.yaml", MAP)),
    "a comment that silences a rule": Case(
        written("map.yaml", PAYING.replace("  checkout:", "  # cxmap: ignore[no-feedback] soon\n  checkout:"))
    ),
    "one more file": Case(written("new.yaml", "personas: {ben: {name: Ben}}\n")),
    "one file less": Case(lambda repository: (repository.folder / "more.yaml").unlink()),
    "the settings": Case(written("cxmap.yaml", CONFIG.replace("Acme", "Other"))),
    "the language of the settings": Case(written("cxmap.yaml", f"{CONFIG}language: it\n")),
    "another language": Case(after=("--lang", "es")),
    "another day": Case(before=("--today", "2026-01-02"), after=("--today", "2026-12-01")),
    "the day of the last commit": Case(committed(files={"x": "y"}, date="2026-12-01T00:00:00Z")),
    "what is in git": Case(committed(), LINKS, LINKS, given=written("map.yaml", MAP)),
    "what the last commit changed": Case(committed(files={"map.yaml": PAYING + "# more\n"}), LINKS, LINKS),
    "links": Case(after=LINKS),
    "links elsewhere": Case(before=LINKS, after=("--links", "https://example.org/map/blob")),
    "no git any more": Case(lambda repository: shutil.rmtree(repository.folder / ".git"), LINKS, LINKS),
    "a revision to compare with": Case(after=("--since", "HEAD~2")),
    "what that revision is called": Case(before=("--since", "HEAD~2"), after=("--since", "main~2")),
    "where that revision is": always(
        "--since", "base", change=git("tag", "--force", "base", "HEAD"), given=git("tag", "base", "HEAD~2")
    ),
    "a revision to show": Case(after=("--rev", "HEAD~2")),
    "what this revision is called": Case(before=("--rev", "HEAD~2"), after=("--rev", "main~2")),
    "where this revision is": always(
        "--rev", "shown", change=git("tag", "--force", "shown", "HEAD"), given=git("tag", "shown", "HEAD~2")
    ),
    "a part of the map": Case(after=("basket",), kinds=("report",)),
    "another part": Case(before=("basket",), after=("checkout",), kinds=("report",)),
    "less of it": Case(after=("--exclude", "basket"), kinds=("report",)),
    "where the base of a branch is": always(
        *("basket", "state:changed"), change=left_behind, given=on_a_branch, kinds=("report",)
    ),
    "what stands at the top of pages": Case(after=("--front-matter", "sphinx"), kinds=("report",)),
    "a template": Case(written("templates/report/owner.md.j2", "Ours: {{ title }}\n"), kinds=("report",)),
    "a frame": Case(written("templates/site/page.html.j2", "<title>{{ title }}</title>"), kinds=("site",)),
}
DIFFERENT = {"selector", "exclude", "since", "front_matter", "links", "lang", "rev", "today"}
THE_SAME = {"folder", "repo", "overwrite", "eject", "no_cache", "serve", "port", "host"}


@pytest.mark.parametrize(
    ("kind", "case"),
    [pytest.param(kind, case, id=f"{kind}: {name}") for name, case in CASES.items() for kind in case.kinds],
)
def test_what_makes_a_difference_is_seen(repository, cxmap, kind, case, tmp_path):
    case.given(repository)
    assert cxmap(kind, tmp_path / "pages", *case.before).code == 0
    before = contents(tmp_path / "pages")
    case.change(repository)
    assert cxmap(kind, tmp_path / "pages", *case.after).code == 0
    assert cxmap(kind, tmp_path / "fresh", "--no-cache", *case.after).code == 0
    assert contents(tmp_path / "pages") == contents(tmp_path / "fresh") != before


def test_every_option_makes_a_difference_or_is_known_to_make_none():
    options = {name for command in (report, site) for name in inspect.signature(command).parameters}
    assert options == DIFFERENT | THE_SAME
    tried = {word for case in CASES.values() for word in case.after}
    assert {f"--{name.replace('_', '-')}" for name in DIFFERENT - {"selector"}} <= tried


@pytest.mark.parametrize("kind", KINDS)
def test_a_limit_makes_a_difference(repository, cxmap, kind, tmp_path, monkeypatch):
    cxmap(kind, tmp_path / "pages")
    before = contents(tmp_path / "pages")
    monkeypatch.setenv("CXMAP_MAX_NODES", "20")
    cxmap(kind, tmp_path / "pages")
    assert contents(tmp_path / "pages") != before


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_cannot_be_read_is_named_every_time(repository, cxmap, kind, tmp_path):
    write(repository.folder, "more.yaml", "personas: {anna: [")
    for _ in range(2):
        assert "1 file could not be read and is left out." in cxmap(kind, tmp_path / "pages").err


def test_a_template_that_cannot_be_used_is_named_every_time(repository, cxmap, tmp_path):
    write(repository.folder, "templates/report/owner.md.j2", "{{ nothing_like_that }}")
    for _ in range(2):
        assert "templates/report/owner.md.j2 cannot be used" in cxmap("report", tmp_path / "pages").err


def test_a_past_that_is_fetched_later_makes_a_difference(repository, cxmap, tmp_path):
    clone = repository.clone(tmp_path / "clone", "--depth", "2")
    cxmap("report", tmp_path / "pages", "--repo", clone.folder)
    before = contents(tmp_path / "pages")
    clone.git("fetch", "--quiet", "--unshallow")
    cxmap("report", tmp_path / "pages", "--repo", clone.folder)
    cxmap("report", tmp_path / "fresh", "--no-cache", "--repo", clone.folder)
    assert contents(tmp_path / "pages") == contents(tmp_path / "fresh") != before


@pytest.mark.parametrize("lost", ["HEAD~2^{tree}", "HEAD~2:map.yaml"], ids=["a folder", "a file"])
def test_a_past_that_is_whole_again_makes_a_difference(repository, cxmap, lost, tmp_path):
    missing = repository.loose(repository.git("rev-parse", lost).decode())
    missing.rename(tmp_path / "lost")
    cxmap("report", tmp_path / "pages", *LINKS)
    before = contents(tmp_path / "pages")
    (tmp_path / "lost").rename(missing)
    cxmap("report", tmp_path / "pages", *LINKS)
    cxmap("report", tmp_path / "fresh", "--no-cache", *LINKS)
    assert contents(tmp_path / "pages") == contents(tmp_path / "fresh") != before


def test_another_version_of_cxmap_makes_all_anew(repository, tmp_path):
    own = tmp_path / "installed"
    shutil.copytree(Path(package.__file__).parent, own / "cxmap", ignore=shutil.ignore_patterns("__pycache__"))

    def made():
        command = [sys.executable, "-m", "cxmap", "site", str(tmp_path / "pages")]
        environment = {**os.environ, "PYTHONPATH": str(own)}
        done = subprocess.run(
            command, cwd=repository.folder, env=environment, check=True, capture_output=True, text=True
        )
        return done.stderr.partition(",")[0]

    made()
    assert made() == "0 files written"
    styles = own / "cxmap" / "render" / "templates" / "site" / "site.css"
    styles.write_text(styles.read_text("utf-8") + "p { color: red; }\n", "utf-8")
    assert made() == "1 file written"
    assert "color: red" in (tmp_path / "pages" / "assets" / "site.css").read_text("utf-8")
    version = own / "cxmap" / "__init__.py"
    version.write_text(version.read_text("utf-8").replace('__version__ = "', '__version__ = "99.'), "utf-8")
    assert int(made().split()[0]) > 1
    assert made() == "0 files written"


def test_another_version_of_a_library_makes_all_anew(repository, tmp_path, monkeypatch):
    installed = tmp_path / "installed"
    monkeypatch.setenv("PYTHONPATH", str(installed))

    def made():
        return loaded("report", str(tmp_path / "pages"), cwd=repository.folder) >= BUILDING

    (installed / "shapes-1.0.dist-info").mkdir(parents=True)
    assert [made(), made()] == [True, False]
    (installed / "shapes-1.0.dist-info").rename(installed / "shapes-1.1.dist-info")
    assert made()


# What somebody did to the folder.


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_gone_is_written_again(repository, cxmap, kind, tmp_path):
    target = tmp_path / "pages"
    cxmap(kind, target)
    before = contents(target)
    for name in ("README.md", "owners/digital.md") if kind == "report" else ("index.html", "data/index.js"):
        (target / name).unlink()
        assert cxmap(kind, target).err.startswith(f"1 file written, {len(before) - 2} unchanged, 0 removed.")
        assert contents(target) == before


def test_a_list_that_is_gone_or_of_another_run_is_no_list(repository, cxmap, tmp_path):
    target = tmp_path / "pages"
    cxmap("report", target)
    english = contents(target)
    cxmap("report", target, "--lang", "es")
    assert contents(target) != english
    cxmap("report", target)
    assert contents(target) == english
    (target / ".cxmap-report.json").unlink()
    assert cxmap("report", target).err.startswith("0 files written")
    assert contents(target) == english


def test_a_file_that_somebody_edited_stops_it(repository, cxmap, tmp_path):
    target = tmp_path / "pages"
    cxmap("report", target)
    whole = contents(target)
    write(target, "README.md", "mine")
    write(target, "theirs.md", "theirs")
    before = state(target)
    outcome = cxmap("report", target)
    assert (outcome.code, state(target)) == (2, before)
    assert "README.md was written by cxmap, and somebody has edited it since." in outcome.err
    assert cxmap("report", target, "--overwrite").err.startswith("1 file written")
    assert contents(target) == {**whole, "theirs.md": b"theirs"}


@pytest.mark.parametrize("name", ["README.md", ".cxmap-report.json"])
def test_a_link_in_the_place_of_a_file_stops_it(repository, cxmap, name, tmp_path):
    target = tmp_path / "pages"
    cxmap("report", target)
    (target / name).rename(tmp_path / "elsewhere")
    (target / name).symlink_to(tmp_path / "elsewhere")
    outcome = cxmap("report", target)
    assert outcome.code == 2
    assert f"{name} is in the way: it is a link." in outcome.err
