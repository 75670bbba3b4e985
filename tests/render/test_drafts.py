"""Drafts: what to tell each audience, in its language, from cxmap's templates or the repository's own."""

import datetime as dt
import re
from dataclasses import replace
from importlib.resources import files
from itertools import product

import pytest
from jinja2 import Environment, meta, nodes

from cxmap.diff.grade import Grade
from cxmap.findings import Place
from cxmap.message import Named, said
from cxmap.model.change import WAVES
from cxmap.render.dates import long_date
from cxmap.render.drafts import MOST_CHANGES, draft, drafts
from cxmap.report.impact import Changed, Engaged, ImpactReport, Plan, Revision, Told
from cxmap.words import ENGLISH, say

LANGUAGES = ("en", "es", "it", "pt")
PAIRS = tuple(product(WAVES, LANGUAGES))
OFFICE = Named("owner", "cx", "CX office")
TEMPLATES = sorted(files("cxmap.render").joinpath("templates", "drafts").iterdir(), key=lambda file: file.name)


class Spanish:
    """A language in which every sentence begins with a mark, so that it can be told from English."""

    def sentence(self, text: str) -> str:
        return f"¡{text}"

    def counted(self, one: str, many: str, number: int) -> str:
        return f"¡{one if number == 1 else many}"


def words_for(language: str):
    return Spanish() if language == "es" else ENGLISH


def changed(name: str, kind: str, grade: str = "disruptive", field: str | None = None, **values) -> Changed:
    entity = Named("touchpoint", name.lower().replace(" ", "-"), name)
    message = said("{entity} is another.", entity=entity)
    return Changed(kind, Grade(grade), entity, message, Place("map.yaml"), "head", field, **values)


ABOUT = (
    changed("Store visit", "removed", "breaking"),
    changed("Basket", "channel-changed", field="channel", before="web", after="contact-centre"),
    changed("Chat", "added", "notable"),
    changed("Checkout", "path-changed"),
    changed("Invoice", "reowned", field="raci.accountable"),
    changed("Receipt", "wording", "wording", field="name"),
)


def told(wave: str = "peers", language: str = "en", **fields) -> Told:
    usual = {
        "audience": Named("owner", "digital", "Digital products"),
        "wave": wave,
        "channel": "meeting",
        "owner": OFFICE,
        "on": dt.date(2026, 12, 1 + 7 * WAVES.index(wave)),
        "language": language,
        "about": ABOUT,
        "why": "Four in ten customers leave.",
        "record": Named("change", "one-page", "One page"),
    }
    return Told(**{**usual, **fields})


def report_of(*rows: Told, **fields) -> ImpactReport:
    plan = Plan(rows, fields.pop("live_on", dt.date(2027, 2, 1)))
    office = Engaged(
        OFFICE, "accountable", "ask-first", (), said("It is."), contact={"email": "cx@a.example", "chat": "#cx"}
    )
    revisions = (Revision("main"), Revision("the working tree"))
    usual = {"version": "1", "repository": "Acme", "today": dt.date(2026, 11, 1), "plan": plan, "engage": (office,)}
    return ImpactReport(base=revisions[0], head=revisions[1], **{**usual, **fields})


def text_of(row: Told, **fields) -> str:
    return draft(row, report_of(*(told(wave) for wave in WAVES), **fields), words_for)


def test_there_is_a_template_for_each_wave_and_language():
    assert [file.name for file in TEMPLATES] == sorted(
        f"{wave}.{lang}.txt.j2" for wave, lang in product(WAVES, LANGUAGES)
    )


@pytest.mark.parametrize("wave", WAVES)
def test_all_languages_say_the_same(wave):
    used = []
    for language in LANGUAGES:
        source = files("cxmap.render").joinpath("templates", "drafts", f"{wave}.{language}.txt.j2").read_text("utf-8")
        tree = Environment(autoescape=True).parse(source)
        fields = sorted(node.attr for node in tree.find_all(nodes.Getattr))
        gaps = len(re.findall(r"\[[^\]]+\]", source))
        used.append((meta.find_undeclared_variables(tree), fields, gaps))
    assert used[1:] == used[:-1]


@pytest.mark.parametrize(("wave", "language"), PAIRS)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"about": (), "why": "", "record": None, "owner": None},
        {"message": "Have a look.\n\nPlease.", "about": ABOUT[:1]},
        {"about": tuple(changed(f"Place {number}", "path-changed") for number in range(20))},
        {"audience": "The print shop"},
    ],
)
@pytest.mark.parametrize("live_on", [None, dt.date(2027, 2, 1)])
def test_every_template_makes_a_text(wave, language, fields, live_on):
    row = told(wave, language, **fields)
    [one] = drafts(report_of(row, live_on=live_on), words_for)
    assert one.note is None
    assert "\n\n\n" not in one.text
    assert "  " not in one.text
    assert not re.search(r"[{}%]|\(\)|None|undefined| [.,:;]", one.text)
    assert one.text.endswith("\n")
    assert (long_date(live_on, language) in one.text) if live_on else ("2027" not in one.text)


def test_peers_are_asked_for_their_view():
    text = text_of(told("peers"))
    for part in (
        "Digital products",
        "One page",
        "Why: Four in ten",
        "Store visit is another.",
        "your view by 8 December",
    ):
        assert part in text
    assert "Please answer CX office (#cx)." in text
    assert "Receipt" not in text
    assert "store-visit" not in text


def test_wording_is_told_where_there_is_nothing_else():
    assert "Receipt is another." in text_of(told("peers", about=ABOUT[-1:]))


def test_support_hears_what_customers_may_ask():
    text = text_of(told("support"))
    for part in (
        '"Where do I turn to, now that Store visit is not there any more?"',
        '"Basket used to be on web. How do I get to it now?" (on contact centre)',
        '"What is Chat, and do I have to use it?"',
        '"What is different about Checkout?"',
        '"From when?" (from 1 February 2027)',
    ):
        assert part in text
    assert "different about Invoice" not in text


def test_customers_hear_nothing_from_inside():
    text = text_of(told("customers", audience=Named("persona", "shopper", "Thrifty shopper")))
    assert "From 1 February 2027:\n- Store visit is no longer available." in text
    for inside in ("Thrifty", "CX office", "#cx", "Four in ten", "Invoice", "One page", "is another"):
        assert inside not in text
    assert "We come once." in text_of(told("customers", message="We come once."))


def test_long_lists_end():
    about = tuple(changed(f"Place {number}", "path-changed") for number in range(MOST_CHANGES + 3))
    text = text_of(told("peers", about=about))
    assert text.count("is another.") == MOST_CHANGES
    assert "- and 3 more\n" in text


def test_sentences_are_in_the_language_of_the_audience():
    assert "- ¡Store visit is another.\n" in text_of(told("teams", "es"))
    assert "- Store visit is another.\n" in text_of(told("teams", "it"))


@pytest.mark.parametrize(
    ("wanted", "report", "greeting"),
    [
        ("es", "en", "Hola"),
        ("es-MX", "en", "Hola"),
        ("pt-BR", "en", "Olá"),
        ("de", "it", "Buongiorno"),
        ("de", "fr", "Hello"),
    ],
)
def test_the_language_that_is_there(wanted, report, greeting):
    assert text_of(told("peers", wanted), language=report).startswith(greeting)


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        (dt.date(2027, 1, 20), "en", "20 January 2027"),
        (dt.date(2027, 1, 20), "es", "20 de enero de 2027"),
        (dt.date(2027, 1, 20), "it", "20 gennaio 2027"),
        (dt.date(2027, 1, 20), "pt", "20 de janeiro de 2027"),
        (dt.date(2027, 8, 1), "it", "1º agosto 2027"),
        (dt.date(2027, 12, 31), "pt", "31 de dezembro de 2027"),
        (dt.date(2027, 1, 20), "de", "20 January 2027"),
    ],
)
def test_days_in_words(day, language, text):
    assert long_date(day, language) == text


def test_nobody_is_asked_for_an_answer_that_comes_too_late():
    rows = (told("peers", on=dt.date(2026, 12, 9)), told("teams", on=dt.date(2026, 12, 1)))
    assert "your view." in draft(rows[0], report_of(*rows), words_for)
    assert "your view by 1 February 2027." in draft(rows[0], report_of(rows[0]), words_for)


HOSTILE = "{{ 7*7 }}\u202e<script>`@all`\x1b[31m"


@pytest.mark.parametrize(("wave", "language"), PAIRS)
def test_hostile_names(wave, language):
    bad = replace(
        ABOUT[0],
        entity=Named("touchpoint", "x", HOSTILE),
        message=said("{entity} is.", entity=Named("a", "x", HOSTILE)),
    )
    row = told(
        wave,
        language,
        audience=HOSTILE,
        why=HOSTILE,
        message=HOSTILE,
        about=(bad,),
        record=Named("change", "a", HOSTILE),
    )
    [one] = drafts(report_of(row, repository=HOSTILE), words_for)
    assert one.note is None
    assert not {"\u202e", "\x1b"} & set(one.text)
    assert "{{ 7*7 }}\\u202e<script>`@all`" in one.text
    assert "49" not in one.text


def test_very_long_names_fit():
    long = "x" * 10_000
    about = tuple(
        replace(changed(long, kind), message=said("{entity} {list}", entity=long, list=(long,) * 50))
        for kind in ("removed", "path-changed", "added", "retired") * 10
    )
    for wave in WAVES:
        [one] = drafts(report_of(told(wave, about=about, why=long, message=long)), words_for)
        assert len(one.text) < 50_000


def test_the_repositorys_own_template_is_used():
    own = {"drafts/peers.en.txt.j2": "Dear {{ audience }}: {% for one in changes %}{{ one.kind }} {% endfor %}"}
    row = told("peers")
    [one] = drafts(report_of(row, templates=own), words_for)
    assert (one.text, one.note) == ("Dear Digital products: removed channel-changed added path-changed reowned\n", None)
    assert text_of(told("teams"), templates=own).startswith("Hello everybody at")


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("{{ nobody }}", "that of cxmap is. 'nobody' is undefined."),
        ("\n{% if %}", "that of cxmap is. Line 2: Expected an expression, got 'end of statement block'."),
        ("{{ ''.__class__.__mro__ }}", "that of cxmap is. Line 1: There is no field `__mro__`."),
        (
            "{% for a in range(10**9) %}x{% endfor %}",
            "that of cxmap is. Line 1: A template may loop only over a list that it is given.",
        ),
        ("{{ changes[0].sentence\u202e }}", "that of cxmap is. Line 1: unexpected char '\\u202e' at 22."),
    ],
)
def test_a_template_that_fails_becomes_a_note(source, note):
    rows = (told("peers"), told("peers", audience="Others"))
    report = report_of(*rows, templates={"drafts/peers.en.txt.j2": source})
    assert all(one.text.startswith("Hello ") for one in drafts(report, words_for))
    [first, second] = [one.note for one in drafts(report, words_for)]
    assert first == second
    assert say(first) == f"The template templates/drafts/peers.en.txt.j2 cannot be used, so {note}"


def test_without_templates_of_its_own_there_is_no_note():
    assert [one.note for one in drafts(report_of(told("peers")), words_for)] == [None]
