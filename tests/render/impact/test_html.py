"""The page runs nothing, asks nobody, and can be read by everybody."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest
from render import impact_samples as samples
from render.samples import HOSTILE

from cxmap.render.impact.html import render
from cxmap.render.look import Look
from cxmap.report.impact import Told
from cxmap.visible import visible
from cxmap.words import ENGLISH

VOID = {"meta", "rect", "path", "br", "link"}
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "nav", "figure"),
    *(
        "figcaption",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "a",
        "span",
        "strong",
        "code",
        "pre",
        "details",
        "summary",
    ),
    *("table", "thead", "tbody", "tr", "th", "td", "svg", "g", "defs", "marker", "rect", "path", "text", "desc"),
}
ADDRESS = "https://github.com/acme/map/blob"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text; tags have to be closed in order."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID or (tag in ("rect", "path") and self.get_starttag_text()[-2:] != "/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append((self.open[-1], data))

    def all(self, *tags):
        return [attrs for tag, attrs in self.elements if tag in tags]


def written(report, look=None):
    return render(report, ENGLISH, look or Look())


REPORTS = [samples.rich(), samples.hostile(), samples.empty(), samples.noted(), samples.many(30)]


@pytest.mark.parametrize("report", REPORTS)
def test_it_holds_nothing_that_runs_or_asks(report):
    text = written(report)
    page = Page(text)
    assert {tag for tag, _ in page.elements} <= ALLOWED
    for _, attributes in page.elements:
        assert not {name for name in attributes if name.startswith("on")} | {"style", "src", "srcset"} & set(attributes)
        for name in ("href", "xlink:href"):
            assert attributes.get(name, "#").startswith("#")
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    assert not re.search(r"url\(|@import|expression", style)


def test_only_its_own_styles_are_allowed():
    text = written(samples.rich())
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [meta["content"] for meta in Page(text).all("meta") if meta.get("http-equiv")]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]


def test_links_lead_to_lines_of_files_and_nowhere_else():
    page = Page(written(samples.hostile(), Look(files=ADDRESS)))
    targets = [link["href"] for link in page.all("a") if not link["href"].startswith("#")]
    assert targets
    assert all(re.fullmatch(ADDRESS + r"/2e(2e){19}/[\w./%~-]+#L\d+", target) for target in targets)


def test_hostile_texts_are_shown_as_they_are():
    shown = "\n".join(text for _, text in Page(written(samples.hostile())).texts)
    for text in HOSTILE:
        assert visible(text) in shown


@pytest.mark.parametrize("report", REPORTS)
def test_headings_are_in_order_and_ids_unique(report):
    page = Page(written(report))
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.all("a")} <= set(ids)


def test_it_names_its_language_and_those_of_its_drafts():
    page = Page(written(samples.rich(language="en")))
    assert page.all("html") == [{"lang": "en"}]
    assert [draft["lang"] for draft in page.all("pre")] == ["en"] * 5


def test_a_draft_says_in_which_language_it_is():
    told = Told("todos", "peers", "", None, None, language="es-MX")
    page = Page(written(replace(samples.rich(), plan=replace(samples.plan(), rows=(told,)))))
    assert [draft["lang"] for draft in page.all("pre")] == ["es-MX"]
    assert any(tag == "pre" and text.startswith("Hola") for tag, text in page.texts)


def test_a_language_that_cxmap_does_not_speak_is_not_claimed():
    told = Told("everybody", "peers", "", None, None, language='fr" onload="x')
    page = Page(written(replace(samples.rich(), plan=replace(samples.plan(), rows=(told,)))))
    assert [draft["lang"] for draft in page.all("pre")] == ["en"]


def test_tables_can_be_read_aloud():
    page = Page(written(samples.rich()))
    assert {attributes["scope"] for attributes in page.all("th")} == {"col", "row"}
    assert all(attributes["data-title"] for attributes in page.all("td"))


def test_pictures_are_described():
    page = Page(written(samples.rich()))
    assert [(svg["role"], svg["aria-labelledby"]) for svg in page.all("svg")] == [
        ("group", "before-title before-description"),
        ("group", "after-title after-description"),
    ]
    assert [text for tag, text in page.texts if tag == "desc"] == ["4 touchpoints, 2 of them are marked."] * 2
    marks = [text for tag, text in page.texts if tag == "text" and text in ("new", "gone", "changed")]
    assert sorted(marks) == sorted(["gone"] * 3 + ["new"] * 3 + ["changed"] * 3)
    assert [text for tag, text in page.texts if tag == "figcaption"] == ["3 more touchpoints are not drawn."] * 2


def test_what_is_too_much_to_draw_is_counted():
    page = Page(written(samples.many(300)))
    assert sum(attributes.get("data-key", "").startswith("touchpoint:") for attributes in page.all("g")) == 400
    left = [text for tag, text in page.texts if tag == "figcaption"]
    assert left == ["100 more touchpoints are not drawn. 100 more transitions are not drawn."] * 2


def test_transitions_that_change_are_written_out():
    text = " ".join(text for _, text in Page(written(samples.rich())).texts)
    assert re.search(r"Basket -> Video call with an adviser\s+new\s+wants advice", text)


def test_nothing_changed():
    page = Page(written(samples.empty()))
    assert "No change was found that customers or colleagues would notice." in [text for _, text in page.texts]
    assert page.all("nav", "h2") == []


# Contrast, as WCAG 2 defines it: 4.5 for text, 3 for lines that carry a meaning.

INK_ON = [
    *(("ink", ground) for ground in ("page", "panel", "added-fill", "removed-fill", "changed-fill")),
    *(("soft", ground) for ground in ("page", "panel", "added-fill", "removed-fill", "changed-fill")),
    *((mark, ground) for mark in ("added", "removed", "changed") for ground in ("page", "panel", f"{mark}-fill")),
    ("link", "page"),
]


def themes():
    style = resources.files("cxmap.render").joinpath("templates", "page.css").read_text("utf-8")
    light, dark, paper = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", part)) for part in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    )
    return {"light": light, "dark": dark, "paper": paper}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
@pytest.mark.parametrize(("ink", "ground"), INK_ON)
def test_contrast(theme, ink, ground):
    colours = themes()[theme]
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
