"""The languages: catalogues are whole and agree with the code, and every report comes in each of them."""

import datetime
import re
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

import catalogues
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from render import impact_samples
from sentences import sentences
from test_changes import NAMES as CHANGES
from test_changes import trees
from trees import tree_of
from wording import Recording, Signs

from cxmap.app.compare import compare
from cxmap.app.impact import Asked, impact
from cxmap.app.means import Means
from cxmap.app.validate import Scope, check
from cxmap.diff.grade import Grade
from cxmap.languages import words_for
from cxmap.render.impact import formats, load
from cxmap.render.look import PLAIN, Look
from cxmap.report.impact import ImpactReport, Revision
from cxmap.words import ENGLISH, say

LANGUAGE = pytest.mark.parametrize("language", catalogues.TRANSLATED)
TODAY = datetime.date(2026, 11, 22)
RULES = Path(__file__).parent / "rules"

SAME = {
    "es": {
        "Neutral",
        "error",
        "error: {problem}",
        "no",
        "{number} commit | {number} commits",
        "{number} error | {number} errors",
        "{number} error. | {number} errors.",
    },
    "it": {
        "Backstage",
        "E-mail",
        "File",
        "Frontstage",
        "no",
        "team",
        " in {number} file |  in {number} files",
        " in {number} file. |  in {number} files.",
        "{number} commit | {number} commits",
        "{number} team | {number} teams",
    },
    "pt": {"E-mail", "{number} commit | {number} commits"},
}
"""The words that are the same in English; besides, there are those that are so in every language."""

SAME_EVERYWHERE = {"CES", "CSAT", "Chat", "E{effort}", "GitHub", "ID", "Id", "NPS", "RACI", "V{value}", "chat"}


@cache
def english() -> Catalog:
    return catalogues.template()


def read(language: str) -> Catalog:
    path = catalogues.LOCALES / language / "LC_MESSAGES" / "cxmap.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> dict[str | tuple[str, ...], Message]:
    return {message.id: message for message in catalogue if message.id}


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each English sentence with its translation."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


def of_all(language: str, wrong: Callable[[str, str], bool]) -> list[tuple[str, str]]:
    return [pair for message in messages(read(language)).values() for pair in pairs(message) if wrong(*pair)]


# The catalogues.


def test_the_template_has_what_is_said_in_the_code():
    with catalogues.TEMPLATE.open("rb") as file:
        kept = read_po(file)
    advice = "run `make catalogues` and translate what is new"
    assert messages(kept).keys() == messages(english()).keys(), advice


@LANGUAGE
def test_a_catalogue_has_every_sentence_of_the_template_and_no_other(language):
    found = messages(read(language))
    assert found.keys() == messages(english()).keys()
    assert catalogues.wanting(read(language)) == []


@LANGUAGE
def test_what_cxmap_reads_is_made_of_what_translators_write(language):
    compiled = GNUTranslations(BytesIO(catalogues.as_mo(read(language))))
    with (catalogues.LOCALES / language / "LC_MESSAGES" / "cxmap.mo").open("rb") as file:
        kept = GNUTranslations(file)
    assert {key: text for key, text in compiled._catalog.items() if key} == {
        key: text for key, text in kept._catalog.items() if key
    }


@LANGUAGE
def test_making_the_catalogues_again_changes_nothing(language):
    once = catalogues.as_po(catalogues.updated(language, english()))
    again = read_po(BytesIO(once), locale=language)
    assert {key: (one.string, one.flags) for key, one in messages(again).items()} == {
        key: (one.string, one.flags) for key, one in messages(read(language)).items()
    }


@LANGUAGE
def test_gaps_agree(language):
    def gaps(text: str) -> set[tuple[str, str | None]]:
        return {(gap, style) for _, gap, style, _ in Formatter().parse(text) if gap is not None}

    assert of_all(language, lambda english, other: gaps(english) != gaps(other)) == []


@LANGUAGE
def test_what_is_to_be_copied_stays_as_it_is(language):
    def code(text: str) -> Counter[str]:
        return Counter(re.findall("`(.*?)`", text))

    assert of_all(language, lambda english, other: bool(code(english) - code(other))) == []
    assert of_all(language, lambda _, other: other.count("`") % 2 == 1) == []


@LANGUAGE
def test_sentences_begin_and_end_alike(language):
    def ends(text: str) -> tuple[bool, bool, str]:
        return text.startswith(" "), text.endswith(" "), text[-1] if text[-1] in ".:" else ""

    assert of_all(language, lambda english, other: ends(english) != ends(other)) == []
    assert of_all(language, lambda _, other: "  " in other or "\u00a0" in other) == []


@LANGUAGE
def test_there_is_a_form_for_every_number(language):
    found = read(language)
    with (catalogues.LOCALES / language / "LC_MESSAGES" / "cxmap.mo").open("rb") as file:
        plural = GNUTranslations(file).plural
    assert found.num_plurals == 2
    assert [plural(number) for number in (0, 1, 2, 11, 1_000_000)] == [1, 0, 1, 1, 1]
    counted = [message for message in messages(found).values() if message.pluralizable]
    assert counted
    assert all(len(message.string) == 2 and all(message.string) for message in counted)


@LANGUAGE
def test_nothing_is_left_in_english(language):
    left = [
        " | ".join(dict.fromkeys((key,) if isinstance(key, str) else key))
        for key, message in messages(read(language)).items()
        if any(english == other for english, other in pairs(message))
    ]
    assert set(left) - SAME_EVERYWHERE - SAME[language] == set()


def test_what_was_reworded_is_looked_at_before_it_is_used(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "locales"
    shutil.copytree(catalogues.LOCALES, folder)
    monkeypatch.setattr(catalogues, "LOCALES", folder)
    monkeypatch.setattr(catalogues, "TEMPLATE", folder / "cxmap.pot")
    catalogues.main([])
    path = folder / "es" / "LC_MESSAGES" / "cxmap.po"
    path.write_text(path.read_text("utf-8").replace('msgid "Picture"', 'msgid "The picture"'), encoding="utf-8")
    capsys.readouterr()

    assert catalogues.main(["--check"]) == 1
    assert "es/LC_MESSAGES/cxmap.po: not up to date\n" in capsys.readouterr().out
    assert catalogues.main([]) == 0
    assert "es/LC_MESSAGES/cxmap.po: written\n" in (out := capsys.readouterr().out)
    assert "es: to be translated: Picture\n" in out
    assert '#, fuzzy\nmsgid "Picture"\nmsgstr "Imagen"' in path.read_text("utf-8")
    with path.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).gettext("Picture") == "Picture"
    assert catalogues.main([]) == 0
    assert "written" not in capsys.readouterr().out
    assert catalogues.main(["--check"]) == 1


# What is said goes through the catalogues.


def reports() -> list[ImpactReport]:
    made = [impact_samples.rich(), impact_samples.hostile(), impact_samples.empty(), impact_samples.noted()]
    return [*made, *(impact_samples.many(40, grade) for grade in Grade)]


@pytest.mark.parametrize("name", formats())
def test_every_sentence_of_a_format_is_in_the_template(name):
    words = Recording()
    for report in reports():
        load(name)(report, words, PLAIN)
    assert words.asked
    assert words.unknown() == []


def test_every_sentence_about_a_change_is_in_the_template():
    words = Recording()
    for case in CHANGES:
        compared = compare(*trees(case), Means())
        report = impact(compared, Asked(TODAY, Revision("main"), Revision("topic")), Means())
        for name in ("json", "text"):
            load(name)(report, words, PLAIN)
    assert len(words.asked) > 400
    assert words.unknown() == []


def test_every_sentence_of_a_finding_is_in_the_template():
    words = Recording()
    for case in sorted(RULES.glob("*/*")):
        for finding in check(tree_of(case), Scope(TODAY)).findings:
            for message in (finding.message, finding.hint, *(related.message for related in finding.related)):
                if message:
                    say(message, words)
    assert len(words.asked) > 200
    assert words.unknown() == []


@pytest.mark.parametrize("name", formats())
@LANGUAGE
def test_a_report_comes_in_every_language(language, name):
    for report in reports():
        written = load(name)(report, words_for(language), PLAIN)
        assert written != load(name)(report, ENGLISH, PLAIN) or report.nothing


@pytest.mark.parametrize("name", ["csv", "text"])
def test_nothing_is_said_past_the_words_of_a_language(name):
    report = impact_samples.rich()
    written = load(name)(report, Signs(), Look(width=400))
    own = set(re.findall(r"[^\W\d_]{2,}", repr(report)))
    assert "¤" in written
    assert set(re.findall(r"[^\W\d_]{2,}", written)) - own == set()


def test_languages_that_cxmap_does_not_speak_are_english():
    assert words_for("de") is words_for("en") is words_for("") is ENGLISH
    assert words_for("pt-BR").sentence("Verdict") == words_for("PT").sentence("Verdict") == "Veredicto"
    assert words_for("es").sentence("") == ""
    assert words_for("es").sentence("What nobody has translated.") == "What nobody has translated."


@LANGUAGE
def test_a_number_chooses_the_form(language):
    words = words_for(language)
    one, many = "{number} journey", "{number} journeys"
    assert words.counted(one, many, 1) != words.counted(one, many, 2)
    assert words.counted(one, many, 0) == words.counted(one, many, 2)


# Finding the sentences.


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('said("One.")', ["One."]),
        ('words.sentence("One." if new else "Two.")', ["One.", "Two."]),
        ('count(number, "one", "many", words)', [("one", "many")]),
        ('words.counted("one", "many", 3)', [("one", "many")]),
        ('@change(Grade.NOTABLE, "One.")\ndef kind(): ...', ["One."]),
        ('text = "One."\nif new:\n    text = "Two."\nsaid(text)', ["One.", "Two."]),
        ('said(_TABLE[kind])\n_TABLE = {"a": "One.", "b": "Two."}', ["One.", "Two."]),
        ('said(_TABLE.get(kind, ""))\n_TABLE = {"a": "One."}', ["One."]),
        ('for title, things in (("One", a), ("Two", b)):\n    said(title)', ["One", "Two"]),
        ('head = ("One", "Two")\ntuple(words.sentence(title) for title in head)', ["One", "Two"]),
        ('one, many = _COUNTED[kind]\ncount(2, one, many)\n_COUNTED = {"a": ("x", "y")}', [("x", "y")]),
        ('for key, text in _TABLE.items():\n    said(text)\n_TABLE = {"a": "One."}', ["One."]),
        ('for number, text in enumerate(["One."]):\n    said(text)', ["One."]),
        ('if text := table.get(key):\n    said(text)\ntable = {1: "One."}', ["One."]),
        ('def f():\n    text = "One."\n    return said(text)\ndef g(text):\n    return said(text)', ["One."]),
        ('text = "x"\ndef f():\n    text = "One."\n    return said(text)', ["One."]),
        ("said(name)", []),
        ("said(text.upper())", []),
        ("text = text\nsaid(text)", []),
        ('"a b".count("a")', []),
        ('said("")', []),
    ],
)
def test_sentences_are_found(code, expected):
    assert [found.sentence for found in sentences(code)] == expected
