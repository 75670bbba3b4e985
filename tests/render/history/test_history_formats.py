"""A history in every format: the golden files, any look, and hostile texts that do nothing."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from render import history_samples as samples

from cxmap.app.schema import schemas
from cxmap.render.history import formats, load
from cxmap.render.history_summary import summary
from cxmap.render.look import Look
from cxmap.report.history import Step
from cxmap.words import ENGLISH

HERE = Path(__file__).parent
UPDATE = os.environ.get("CXMAP_UPDATE_GOLDEN") == "1"
REPORTS = {
    "whole": samples.rich(),
    "one": samples.one_thing(),
    "empty": samples.empty(),
    "hostile": samples.hostile(),
}


def test_the_folder_is_the_list():
    assert formats() == ("json", "markdown", "text")


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("report", ["whole", "one"])
def test_golden(name, report):
    written = load(name)(REPORTS[report], ENGLISH, Look()).encode()
    golden = HERE / f"{report}.{name}.golden"
    if UPDATE:
        golden.write_bytes(written)
    assert written == golden.read_bytes()


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("look", [Look(colour=True, width=200), Look(width=1, folder="a b")])
def test_any_look_is_fit_to_show(name, report, look):
    written = load(name)(REPORTS[report], ENGLISH, look)
    written.encode()
    bare = written.replace("\n", "").replace("\u200b", "").replace("\u200d", "")
    assert (bare.replace("\x1b", "") if look.colour and name == "text" else bare).isprintable()
    assert written.endswith("\n")


@pytest.mark.parametrize("report", REPORTS)
def test_json_is_what_the_schema_says(report):
    schema = json.loads(schemas()["history"].text)
    document = json.loads(load("json")(REPORTS[report], ENGLISH, Look()))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document["steps"]) == len(REPORTS[report].steps)


OURS = re.compile(r"<details><summary>[A-Z][a-z]+ \(\d+\)</summary>|</details>")


def test_hostile_texts_do_nothing_in_markdown():
    written = load("markdown")(samples.hostile(), ENGLISH, Look())
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for token in reader.parse(written):
        for inner in (token, *(token.children or ())):
            assert inner.type not in ("link_open", "image", "html_inline", "strong_open", "em_open", "s_open", "fence")
            assert inner.type != "html_block" or OURS.fullmatch(inner.content.strip())
            assert inner.type != "text" or "@team" not in inner.content


class TestText:
    def text(self, report, **look) -> str:
        return load("text")(report, ENGLISH, Look(width=100, **look))

    def test_nothing_happened(self):
        assert self.text(samples.empty()) == "The map\n\nNothing on the map changed in these commits.\n"
        assert self.text(samples.empty(samples.CHECKOUT)) == (
            "Touchpoint Pay and go (`checkout`)\n\nNothing about Pay and go (`checkout`) changed in these commits.\n"
        )

    def test_a_long_commit_is_cut_short_unless_one_thing_is_asked_about(self):
        assert "and 2 more changes" in self.text(samples.rich())
        assert "more changes" not in self.text(samples.one_thing())

    def test_a_beginning_without_touchpoints(self):
        began = replace(samples.rich(), steps=(Step(samples.commit(1), (), begins=True, unread=("a.yaml", "b.yaml")),))
        assert "The map begins.\n" in self.text(began)
        assert "a.yaml and b.yaml could not be read in this commit, and count as they were before." in self.text(began)

    def test_the_grade_is_said_in_words(self):
        for look in ({}, {"colour": True}):
            assert "Breaking" in self.text(samples.rich(), **look)


def test_the_summary():
    assert summary(samples.rich(), ENGLISH) == (
        "4 commits are shown, of 7 commits that edit the map. There are older ones: `--limit 8` shows more.\n"
        "This clone is shallow.\n"
    )
    assert summary(samples.empty(), ENGLISH) == "0 commits are shown, of 0 commits that edit the map.\n"
