"""Comments in templates of a repository's own: what they can change, what they cannot, and what becomes of bad ones."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from render import impact_samples, samples

from cxmap.render.impact import markdown as impact
from cxmap.render.look import Look
from cxmap.render.one_comment import LONGEST
from cxmap.render.own_templates import builtin
from cxmap.render.raci import markdown as raci
from cxmap.render.validation import markdown as validation
from cxmap.words import ENGLISH


class Kind(NamedTuple):
    """A kind of comment: what renders it, the name of its template, and reports that say much and very much."""

    render: Callable[..., str]
    template: str
    marker: str
    rich: object
    long: object


KINDS = {
    "impact": Kind(impact.render, impact.TEMPLATE, impact.marker(), impact_samples.rich(), impact_samples.many(10_000)),
    "validate": Kind(validation.render, validation.TEMPLATE, validation.MARKER, samples.rich(), samples.many(3_000)),
}


@pytest.fixture(params=KINDS, ids=KINDS)
def kind(request) -> Kind:
    return KINDS[request.param]


def comment(kind: Kind, report: object, source: str | None = None) -> str:
    own = {} if source is None else {kind.template: source}
    return kind.render(replace(report, templates=own), ENGLISH, Look())


def test_sections_can_be_chosen_and_texts_added(kind):
    source = "# Ours\n\n{% for one in sections %}\n{{ one.title }}\n\n{% endfor %}\n\n\nAsk @acme/cx.\n"
    first, rest = comment(kind, kind.rich, source).split("\n\n", 1)
    assert first == kind.marker
    assert rest.startswith("# Ours\n\n")
    assert rest.endswith("\n\nAsk @acme/cx.\n")
    assert "\n\n\n" not in rest


def test_that_of_cxmap_makes_the_same_if_it_is_ones_own(kind):
    assert comment(kind, kind.rich, builtin(kind.template)) == comment(kind, kind.rich)


TWICE = "{% for one in sections %}{% for two in sections %}{{ title }}" + "x" * 9_000 + "{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ title }}\n{{ secrets }}\n", "'secrets' is undefined."),
        ("{{ title }}\n{% include 'x' %}\n", "Line 2: A template may not use &#96;include&#96;."),
        ("{{ section.nothing.body }}", "There is no field &#96;nothing&#96;."),
        (TWICE, "More than 60000 characters come of it."),
        ("\x1b" * 15_000, "More than 60000 characters come of it."),
        ("y" * 16_001, "It is longer than 16000 characters."),
        ("{% if not title %}never{% endif %}\n", "Nothing comes of it."),
    ],
    ids=["undefined", "include", "field", "loops", "escapes", "long", "empty"],
)
def test_one_that_cannot_be_used_is_told_of_and_that_of_cxmap_used(kind, source, reason):
    text = comment(kind, kind.rich, source)
    note = next(line for line in text.split("\n") if "cannot be used, so that of cxmap is." in line)
    assert f"The template templates/{kind.template} " in note
    assert reason in note
    assert text.replace(f"{note}\n\n", "").replace(f"\n\n{note}", "") == comment(kind, kind.rich)


def test_what_is_long_leaves_room_for_ones_own_words(kind):
    words = "Read this. " * 1_300
    source = builtin(kind.template) + words
    text = comment(kind, kind.long, source)
    assert words.strip() in text
    assert LONGEST - len(source) - 30_000 < len(text) <= LONGEST
    assert "more." in text
    failed = comment(kind, kind.long, "{{ secrets }}")
    assert "cannot be used" in failed
    assert len(failed) <= LONGEST


def test_names_are_encoded_before_a_template_gets_them():
    nasty = "</details> @team <script>"
    source = "{{ map }} {{ language }} {{ title }} {{ lead }}"
    impact_report = replace(impact_samples.hostile(), repository=nasty)
    validated = replace(samples.rich(), repository=replace(samples.REPOSITORY, name=nasty))
    for kind, report in zip(KINDS.values(), (impact_report, validated), strict=True):
        text = comment(kind, report, source).removeprefix(kind.marker)
        assert "&#60;/details&#62; &#64;&#8203;team &#60;script&#62;" in text
        assert not re.search(r"<(?!/?(?:details|summary)>)|@\w", text)


DOCS = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")


def test_the_documentation_names_the_sections():
    rows = dict(re.findall(r"^\| `([a-z]+\.md\.j2)` \| ((?:`\w+`(?:, )?)+) \|$", DOCS, re.MULTILINE))
    assert rows.keys() == {module.TEMPLATE for module in (impact, validation, raci)}
    for module in (impact, validation, raci):
        assert re.findall(r"\w+", rows[module.TEMPLATE]) == [name.replace("-", "_") for name in module.SECTIONS]


@pytest.mark.parametrize("kind", KINDS, ids=KINDS)
def test_every_section_can_be_called_by_its_name(kind):
    frame, module = KINDS[kind], {"impact": impact, "validate": validation}[kind]
    names = [name.replace("-", "_") for name in module.SECTIONS]
    by_name = "".join(f"{{{{ section.{name}.body }}}}\n\n" for name in names)
    in_order = "{% for one in sections %}{{ one.body }}\n\n{% endfor %}"
    assert comment(frame, frame.rich, by_name) == comment(frame, frame.rich, in_order)
