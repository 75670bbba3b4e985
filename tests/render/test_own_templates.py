"""Documents filled into templates, those of a repository among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from cxmap.render.own_templates import builtin, fill, names
from cxmap.render.templating import TemplateFailed, filled
from cxmap.words import say

SECTION = {"id": "a", "title": "A & B", "body": Markup("<p>done</p>")}
VALUES = {"title": "<b>T</b>", "body": Markup("<p>x</p>"), "sections": [SECTION], "section": {"a": SECTION}}
FIELDS = ("id", "title", "body", "a")
SPOT = ("id", "title", "body", "spot")


def html(source: str) -> str:
    return filled(source, VALUES, FIELDS, html=True)


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("<h1>{{ title }}</h1>{{ body }}\n", "<h1>&lt;b&gt;T&lt;/b&gt;</h1><p>x</p>\n"),
        ("{% for one in sections %}{{ one.title }}{{ one.body }}{% endfor %}", "A &amp; B<p>done</p>"),
        ("{{ section.a.body }}{% if section.a.id == 'a' %}!{% endif %}", "<p>done</p>!"),
        ("{{ title | upper }}", "&lt;B&gt;T&lt;/B&gt;"),
    ],
)
def test_pages_are_put_together_of_finished_parts(source, outcome):
    assert html(source) == outcome


@given(st.text())
def test_no_text_becomes_markup(text):
    found = filled("<p title='{{ t }}'>{{ t }}</p>", {"t": text}, html=True)
    assert not set(found.removeprefix("<p title='").removesuffix("</p>").replace("'>", "", 1)) & set("<>\"'")


@pytest.mark.parametrize("source", ["{{ title | safe }}", "{{ body.unescape() }}", "{{ sections }}", "{{ section.b }}"])
def test_what_templates_may_not_do_they_may_not_in_html(source):
    with pytest.raises(TemplateFailed):
        html(source)


def test_a_template_of_the_repository_takes_the_place_of_that_of_cxmap():
    name = "report/journey.md.j2"
    values = {"title": "T", "section": {"steps": {"body": "one, two"}}}
    done = fill(name, {name: "{{ title }}: {{ section.steps.body }}"}, values, ("steps", "body"))
    assert done == ("T: one, two", None)


def test_one_that_cannot_be_used_is_named_with_its_line():
    name = "report/journey.md.j2"
    fields = dict.fromkeys(("front_matter", "title", "lead", "contents", "made"), "x")
    done = fill(name, {name: "{{ title }}\n{{ secret }}\n{% include 'x' %}"}, {**fields, "sections": []}, SPOT)
    assert done.text.startswith("x\n# x\n")
    assert done.note
    assert say(done.note) == (
        "The template templates/report/journey.md.j2 cannot be used, so that of cxmap is. Line 3: A template may not "
        "use `include`."
    )


def test_an_outcome_is_bounded_by_what_is_given():
    name = "report/journey.md.j2"
    many = {"text": "x" * 1_000, "rows": ["y"] * 2_000, "title": "", "front_matter": "", "lead": "", "made": ""}
    source = "{% for a in rows %}{% for b in rows %}{{ text }}{% endfor %}{% endfor %}"
    done = fill(name, {name: source}, {**many, "sections": [], "contents": ""}, SPOT)
    assert done.note
    assert "characters come of it" in say(done.note)


def test_every_template_of_cxmap_is_one_that_anybody_may_write():
    assert {"report/journey.md.j2", "report/overview.md.j2", "site/page.html.j2"} <= set(names())
    for name in names():
        assert len(builtin(name)) < 16_000


def test_a_section_begins_at_the_start_of_a_line():
    section = {"id": "a", "title": "A", "body": "- one", "spot": '<a id="a"></a>'}
    values = dict.fromkeys(("front_matter", "title", "lead", "contents", "made"), "x")
    text = fill("report/journey.md.j2", {}, {**values, "sections": [section]}, section).text
    kinds = [token.type for token in MarkdownIt().parse(text)]
    assert "heading_open" in kinds
    assert "bullet_list_open" in kinds
