"""Patterns of paths: what they match, held against pathspec, and that none of them takes for ever."""

import warnings

import pytest
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec
from trees import MemoryTree

from cxmap.config import Config
from cxmap.patterns import LONGEST_PATTERN, NoPattern, matcher
from cxmap.source.tree import CONFIG_FILE
from cxmap.words import say

NAMES = st.lists(st.sampled_from(["a", "b", ".", "-", "yaml", ".yaml", "é", "*"]), min_size=1, max_size=4).map("".join)
PATHS = st.lists(NAMES.filter(lambda name: name.strip(".")), min_size=1, max_size=5).map("/".join)
ENDINGS = st.lists(st.sampled_from(["**/*.yaml", "**/*.yml", "**/*.a", "**/*.é", "**/*.b"]), max_size=3)
PIECES = ["a", "b", ".", "é", "yaml", "*", "?", "/", "**/", "/**", "[ab]", "[a-c.]", "[]a]", "[a-]", "\\a", "\\*", " "]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


@given(ENDINGS, PATHS)
@example(["**/*.yaml"], "top.yaml")
@example(["**/*.yaml"], ".yaml")
@example(["**/*.yaml"], "folder.yaml/picture.png")
@example([], "top.yaml")
def test_patterns_of_endings_agree_with_pathspec(patterns, path):
    assert matcher(patterns)(path) == GitIgnoreSpec.from_lines(patterns).match_file(path)


@given(TEXTS, PATHS)
@example("legacy/**", "legacy/deep/down.yaml")
@example("legacy/**", "legacy")
@example("/web.yaml", "shop/web.yaml")
@example("shop/", "a/shop/web.yaml")
@example("a\\ ", "a ")
def test_any_pattern_agrees_with_pathspec(pattern, path):
    # pathspec takes the last `**/` of `a/**/` for a file, which git does not; the others it reads otherwise are errors.
    assume(not pattern.rstrip(" ").endswith("**/"))
    try:
        mine = matcher([pattern])(path)
    except NoPattern:
        reject()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # pathspec makes `[[]` into an expression that warns
        assert mine == GitIgnoreSpec.from_lines([pattern]).match_file(path)


@pytest.mark.parametrize(
    ("pattern", "matched", "others"),
    [
        ("**/*.yaml", ["a.yaml", "b/c/a.yaml", ".github/a.yaml"], ["a.yml", "yaml", "a.yaml.txt"]),
        ("*.yaml", ["a.yaml", "b/a.yaml", "x.yaml/b.txt"], ["a.yml"]),
        ("/*.yaml", ["a.yaml"], ["b/a.yaml"]),
        ("web", ["web", "a/web/b/c.yaml"], ["webshop", "a-web"]),
        ("web/", ["web/b.yaml", "a/web/b.yaml"], ["web", "a/web"]),
        ("shop/web", ["shop/web", "shop/web/a.yaml"], ["a/shop/web"]),
        ("legacy/**", ["legacy/a", "legacy/b/c"], ["legacy", "a/legacy/b"]),
        ("a/**/b", ["a/b", "a/x/y/b", "a/x/b/y"], ["a/xb", "b/a/b"]),
        ("a/**/", ["a/b/c"], ["a/b", "a"]),
        ("**/", ["a/b"], ["a"]),
        ("**", ["a", "a/b"], []),
        ("**/**/a", ["a", "b/c/a"], ["b"]),
        ("a**b", ["ab", "axxb"], ["a/b"]),
        ("a*b*c", ["abc", "axbxbxc"], ["acb", "a/b/c"]),
        ("?.yaml", ["a.yaml", "é.yaml"], [".yaml", "ab.yaml"]),
        ("[a-c]1", ["a1", "b1"], ["d1"]),
        ("[!a-c]1", ["d1", "b/d1"], ["a1"]),
        ("[^a]/1", ["b/1"], ["a/1"]),
        ("[]-]", ["]", "-"], ["a"]),
        ("[a\\]", ["a", "\\"], ["b"]),
        ("\\!a", ["!a"], ["a"]),
        ("\\#a", ["#a"], ["a"]),
        ("#a", [], ["a", "#a"]),
        ("", [], ["a"]),
        ("a  ", ["a"], ["a  "]),
        ("a\\ ", ["a "], ["a"]),
        ("a.c", ["a.c"], ["abc"]),
        ("(a|b)+", ["(a|b)+"], ["a"]),
        ("a\nb", ["a\nb"], ["a"]),
    ],
)
def test_what_a_pattern_matches(pattern, matched, others):
    matches = matcher([pattern])
    assert [path for path in matched if not matches(path)] == []
    assert [path for path in others if matches(path)] == []


def test_the_last_pattern_that_matches_decides():
    matches = matcher(["maps/**", "!*.draft.yaml", "keep.draft.yaml"])
    assert matches("maps/web.yaml")
    assert not matches("maps/web.draft.yaml")
    assert matches("maps/keep.draft.yaml")
    assert not matches("web.yaml")


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("!", "It names nothing"),
        ("/", "It names nothing"),
        ("//", "It names nothing"),
        ("a//b", "nothing between two slashes"),
        ("a\\", "Nothing follows its last backslash"),
        ("a\\/b", "Nothing follows its last backslash"),
        ("[", "never closed"),
        ("[]", "never closed"),
        ("[!]", "never closed"),
        ("[a/b]", "never closed"),
        ("[z-a]", "`z-a` is the wrong way round"),
        ("a" * (LONGEST_PATTERN + 1), "longer than 500"),
    ],
)
def test_what_is_no_pattern(pattern, reason):
    with pytest.raises(NoPattern) as caught:
        matcher([pattern])
    assert reason in say(caught.value.message)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_pattern_or_none(pattern, path):
    try:
        assert matcher([pattern])(path) in (True, False)
    except NoPattern:
        reject()


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 200 + "b", "a" * 4000 + ".yaml"),
        ("*?" * 200 + "b", "a" * 4000),
        ("**/a/" * 90 + "b", "a/" * 2000 + "x.yaml"),
        ("**/*a*/" * 70 + "b", "aaaa/" * 800 + "x.yaml"),
        ("*[ab]" * 90 + "c", "ab" * 2000),
    ],
)
def test_no_pattern_takes_for_ever(pattern, path):
    # The usual translation into an expression would still be at it when the sun has burned out.
    assert not matcher([pattern])(path)


def test_the_default_patterns_take_files_at_the_top_and_leave_hidden_folders_to_the_tree():
    matches = matcher(Config.model_fields["include"].default)
    assert matches("web.yaml")
    assert matches("shops/north/web.yml")
    assert not matches("readme.md")
    tree = MemoryTree({CONFIG_FILE: "cxmap: 1\n", "web.yaml": ""})
    assert [blob.path for blob in tree.blobs(matches)] == ["web.yaml"]
