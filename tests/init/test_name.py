"""The name of a map: whatever people type becomes a configuration that says it, or a sentence that says why not."""

import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from trees import MemoryTree

from cxmap.app.init import LANGUAGES, NAME, checked_name, left_out, starter
from cxmap.config import read_settings
from cxmap.errors import CxmapError
from cxmap.patterns import matcher
from cxmap.visible import hidden
from cxmap.words import say

LIKELY = st.text(alphabet="aB é\"'\\:#{}[]&*!|>%@`,-?~🎉ñ名", max_size=12)


def is_path(text: str) -> bool:
    return not re.search(r"^/|/$|//|(^|/)\.{1,2}(/|$)|[ ]$", text)


@given(st.text() | LIKELY, st.sampled_from(LANGUAGES))
@settings(max_examples=300)
@example("language: en", "es")
@example(f"name: {NAME}", "en")
@example('"', "en")
@example("exclude: []", "en")
@example("\ud800", "en")
@example("a\u202eb", "en")
@example("no", "it")
@example("12:30", "pt")
@example("👩‍👩‍👧 \\x41", "en")
def test_any_name_is_said_exactly_or_refused(text, language):
    wanted = text.strip()
    if not wanted or len(wanted) > 200 or hidden(wanted):
        with pytest.raises(CxmapError) as refused:
            checked_name(text)
        assert (str(refused.value) + say(refused.value.hint)).isprintable()
        return
    name = checked_name(text)
    config = starter(name, language)["cxmap.yaml"]
    read = read_settings(MemoryTree({"cxmap.yaml": config})).config
    assert (read.name, read.language) == (wanted, language)
    other = yaml.safe_load(config)  # YAML 1.1
    assert (other["name"], other["language"]) == (wanted, language)


def test_the_name_until_there_is_a_better_one():
    assert read_settings(MemoryTree({"cxmap.yaml": starter(NAME, "en")["cxmap.yaml"]})).config.name == NAME


@given(st.lists(st.text(alphabet="ab *?[]\\!#./-~ñ\"'", min_size=1, max_size=8).filter(is_path)))
def test_whatever_other_files_are_called_they_are_left_out_and_ours_are_not(paths):
    config = starter("Acme", "en", paths)["cxmap.yaml"]
    excluded = matcher(read_settings(MemoryTree({"cxmap.yaml": config})).config.exclude)
    assert all(excluded(path) for path in paths)
    assert not excluded("owners.yaml")


def test_folders_are_left_out_as_a_whole():
    assert left_out(["k8s/a.yaml", "k8s/b/c.yaml", "mkdocs.yml"]) == ["/k8s/", "/mkdocs.yml"]


@pytest.mark.parametrize("path", ["a\udcff.yaml", "a\nb.yaml"])
def test_a_file_whose_name_cannot_be_written_is_for_the_check_to_report(path):
    assert left_out([path]) == []
