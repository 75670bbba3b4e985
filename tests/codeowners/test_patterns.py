"""The patterns of paths, held against a reader of CODEOWNERS and against git."""

import pytest
from adapters.repositories import Repository
from codeowners import CodeOwners
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cxmap.app.codeowners.codeowners import pattern

NAMES = st.text("ab.-_ *?[]!@+é#\\\n", min_size=1, max_size=6).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
# The reader loses a space at the beginning, and takes `/a` for a line about `a b` as well: no file here is called so.
FILES = PATHS.map(lambda path: f"x{path}.yaml")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("touchpoints/purchase.yaml", "/touchpoints/purchase.yaml"),
        ("our shop/a b.yaml", "/our\\ shop/a\\ b.yaml"),
        ("a*b?.yaml", "/a\\*b\\?.yaml"),
        ("[old].yaml", "/\\[old\\].yaml"),
        ("!a.yaml", "/!a.yaml"),
        ("atención.yaml", "/atención.yaml"),
        ("a#b.yaml", ""),
        ("#.yaml", ""),
        ("a\\b.yaml", ""),
        ("a\nb.yaml", ""),
        ("a\tb.yaml", ""),
        ("a\u00a0b.yaml", ""),
        ("a\u2028b.yaml", ""),
        ("a\u202eb.yaml", ""),
        ("a\udcffb.yaml", ""),
    ],
)
def test_patterns(path, expected):
    assert pattern(path) == expected


@given(st.lists(FILES, min_size=1, max_size=6, unique=True), FILES)
@example(["a b.yaml", "a .yaml"], "a.yaml")
@example(["a*.yaml"], "ab.yaml")
@example(["[ab].yaml"], "a.yaml")
@example(["a?.yaml"], "ab.yaml")
def test_a_reader_finds_each_path_and_no_other(paths, stranger):
    written = [path for path in paths if pattern(path)]
    reader = CodeOwners("".join(f"{pattern(path)} @owner{number}\n" for number, path in enumerate(written)))
    for path in {*paths, stranger}:
        expected = [f"@owner{written.index(path)}"] if path in written else []
        assert [name for _, name in reader.of(path)] == expected


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PATHS, min_size=1, max_size=20, unique=True))
def test_git_reads_the_patterns_the_same_way(tmp_path, paths):
    shop = Repository.new(tmp_path / "shop")
    written = {path: pattern(path) for path in paths if pattern(path)}
    # The last line matches something in any case: git ends with 1 where nothing does.
    (shop.folder / ".gitignore").write_text("\n".join([*written.values(), "/last"]), encoding="utf-8")
    asked = b"\0".join(path.encode() for path in (*paths, "last"))
    answer = shop.git("check-ignore", "--no-index", "--verbose", "--non-matching", "-z", "--stdin", stdin=asked)
    lines = answer.decode().split("\0")[2::4]
    for path, line in zip(paths, lines, strict=False):
        # A line counts for a folder of this name as well, and for all that is in it.
        matched = {written[each] for each in written if path == each or path.startswith(f"{each}/")}
        assert line in (matched or {""})
