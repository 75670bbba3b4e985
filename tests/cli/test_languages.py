"""The language of a report: an option chooses it, else the settings of the repository, and never the machine."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli.conftest import CONFIG, MAP

from cxmap.languages import LANGUAGES
from cxmap.render.impact import formats

FIRST_WORDS = {
    "en": "Breaking: customers",
    "es": "Ruptura: los clientes",
    "it": "Rottura: i clienti",
    "pt": "Rutura: os",
}
OTHERS = [language for language in LANGUAGES if language != "en"]
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--today", "2026-11-22")
WHAT_IF = ("impact", "--what-if", "retire touchpoint:basket", "--today", "2026-11-22")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_option_chooses_the_language(language, shop, cxmap):
    outcome = cxmap(*WHAT_IF, "--lang", language)
    assert outcome.code == 0
    assert outcome.out.startswith(FIRST_WORDS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_choose_the_language(language, shop, cxmap):
    (shop / "cxmap.yaml").write_text(f"{CONFIG}language: {language}\n", encoding="utf-8")
    assert cxmap(*WHAT_IF).out == cxmap(*WHAT_IF, "--lang", language).out
    assert cxmap(*WHAT_IF).out.startswith(FIRST_WORDS[language])


def test_the_option_comes_before_the_settings(shop, cxmap):
    (shop / "cxmap.yaml").write_text(f"{CONFIG}language: es\n", encoding="utf-8")
    assert '<html lang="it">' in cxmap(*WHAT_IF, "--lang", "it", "--format", "html").out
    assert '"language": "it"' in cxmap(*WHAT_IF, "--lang", "it", "--format", "json").out


@pytest.mark.parametrize("text", ["de", "ES", "pt-BR", "", "\x1b[2J"])
def test_an_unknown_language_is_refused_with_the_list(text, shop, cxmap):
    outcome = cxmap(*WHAT_IF, "--lang", text)
    assert outcome.code == 2
    assert "The languages are en, es, it, pt." in outcome.err
    assert "\x1b" not in outcome.err


def test_that_nothing_changed_is_said_in_the_language(shop, cxmap, tmp_path):
    before = tmp_path / "before"
    before.mkdir()
    (before / "cxmap.yaml").write_text(CONFIG, encoding="utf-8")
    (before / "map.yaml").write_text(MAP, encoding="utf-8")
    outcome = cxmap("impact", "--before", before, "--lang", "it")
    assert outcome.err == f"Sulla mappa non è cambiato nulla tra la cartella {before} e la copia di lavoro.\n"


# Checking.

CLEAN = {"es": "Ningún problema en Acme", "it": "Nessun problema in Acme", "pt": "Nenhum problema em Acme"}
BROKEN = ("validate", "--repo", EXAMPLES / "broken", *DAY)


@pytest.mark.parametrize("language", OTHERS)
def test_a_check_speaks_the_language_of_the_option_or_of_the_settings(language, shop, cxmap):
    assert cxmap("validate", "--lang", language).err.startswith(CLEAN[language])
    (shop / "cxmap.yaml").write_text(f"{CONFIG}language: {language}\n", encoding="utf-8")
    assert cxmap("validate").err.startswith(CLEAN[language])
    assert cxmap("validate").err.startswith(CLEAN[language])  # from the cache
    assert cxmap("validate", "--lang", "en").err.startswith("No problems in Acme: 2 touchpoints")


_THING = r"(?:[A-Z][\w ]*\()?`[^`]+`\)?"
SAME_LINES = re.compile(
    r"[\d ]{7} \|.*"  # what is written in the files
    r"|  \S+ +https://\S+"
    rf"| +{_THING}(?:(?: ->|,) {_THING})*(?: ->|[,.])?"  # the rest of a list of things
    r"|[|: -]*|<!--.*|</?details>|\| \[[a-z-]+\].*"  # Markdown without a word
)


@pytest.mark.parametrize("options", [(), ("--format", "markdown"), ("--statistics",)])
@pytest.mark.parametrize("language", OTHERS)
def test_no_line_of_a_check_is_left_in_english(language, options, cxmap):
    english, other = (cxmap(*BROKEN, *options, "--lang", name) for name in ("en", language))
    assert other.code == english.code == 1
    same = set((english.out + english.err).splitlines()) & set((other.out + other.err).splitlines())
    assert [line for line in sorted(same) if not SAME_LINES.fullmatch(line)] == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("options", [(), ("--format", "markdown"), ("--format", "junit"), ("--statistics",)])
def test_a_clean_map_is_clean_in_every_language(options, language, cxmap):
    retail = ("validate", "--repo", EXAMPLES / "retail", *DAY, *options)
    english, other = (cxmap(*retail, "--lang", name) for name in ("en", language))
    assert other.code == 0
    assert other.out != english.out or not english.out
    assert other.err != english.err


@pytest.mark.parametrize("name", ["github", "gitlab", "json", "junit", "sarif"])
def test_what_programs_read_is_the_same_in_every_language(name, cxmap):
    english, *others = (cxmap(*BROKEN, "--format", name, "--lang", language).out for language in LANGUAGES)
    assert bones(name, english)
    for other in others:
        assert other != english
        assert bones(name, other) == bones(name, english)


def bones(name: str, written: str) -> object:
    """Return what is left of a document without the sentences for people."""
    if name == "github":
        return re.findall("^::[a-z]+ [^:]+::", written, re.MULTILINE)
    if name == "junit":
        return [(node.tag, {**node.attrib, "message": ""}) for node in ElementTree.fromstring(written).iter()]  # noqa: S314 - our own
    return json.loads(written, object_hook=lambda fields: {key: fields[key] for key in fields if key not in SENTENCES})


SENTENCES = {"description", "hint", "language", "markdown", "message", "reason", "text"}


def test_documents_say_which_language_they_are_in(shop, cxmap):
    assert json.loads(cxmap("validate", "--format", "json", "--lang", "pt").out)["language"] == "pt"
    assert json.loads(cxmap("validate", "--format", "sarif", "--lang", "pt").out)["runs"][0]["language"] == "pt"


NUMBERS = {
    "es": ["0 problemas", "1 problema: 1 error", "2 problemas: 2 errores"],
    "it": ["0 problemi", "1 problema: 1 errore", "2 problemi: 2 errori"],
    "pt": ["0 problemas", "1 problema: 1 erro", "2 problemas: 2 erros"],
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_number_chooses_the_form(language, shop, cxmap):
    for number, expected in enumerate(NUMBERS[language]):
        ways = "".join(f"  - {{from: checkout, to: nowhere-{each}}}\n" for each in range(number))
        (shop / "more.yaml").write_text(f"transitions:\n{ways or '  []'}\n", encoding="utf-8")
        out = cxmap("validate", "--statistics", "--select", "unknown-reference", "--lang", language).out
        assert out.splitlines()[-1] == expected


def test_a_baseline_is_the_same_in_every_language(tmp_path, cxmap):
    files = [tmp_path / f"{language}.json" for language in LANGUAGES]
    told = set()
    for language, file in zip(LANGUAGES, files, strict=True):
        told.add(cxmap(*BROKEN, "--write-baseline", "--baseline", file, "--lang", language).err.split(".json")[0])
    assert len({file.read_bytes() for file in files}) == 1
    assert len(told) == len(LANGUAGES)
    known = cxmap(*BROKEN, "--baseline", files[0], "--lang", "es")
    assert (known.code, known.out) == (0, "")
    assert "Sin mostrar: 56 ya conocidos, según la línea de base." in known.err


# Questions.

NAMES = {"es": "Cesta", "it": "Carrello", "pt": "Cesto"}
MORE = "translations: {es: {name: Cesta}, it: {name: Carrello}, pt: {name: Cesto}}"
QUESTIONS = [("list",), ("show", "basket"), ("route", "basket", "checkout"), ("codeowners",)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
@pytest.mark.parametrize("language", OTHERS)
def test_answers_come_in_the_language(language, question, shop, cxmap):
    (shop / "map.yaml").write_text(MAP.replace("{stage", f"{{{MORE}, stage", 1), encoding="utf-8")
    english, other = (cxmap(*question, "--lang", name) for name in ("en", language))
    assert english.code == other.code == 0
    assert english.out != other.out or question == ("codeowners",)
    assert english.err != other.err or not english.err
    if question[0] in ("list", "route", "show"):
        assert NAMES[language] in other.out.splitlines()[1 if question == ("list",) else 0]
        assert NAMES[language] not in english.out.splitlines()[1 if question == ("list",) else 0]
    (shop / "cxmap.yaml").write_text(f"{CONFIG}language: {language}\n", encoding="utf-8")
    assert cxmap(*question) == other


def test_what_could_not_be_read_is_said_in_the_language(shop, cxmap):
    (shop / "bad.yaml").write_text("touchpoints: [", encoding="utf-8")
    err = cxmap("list", "--lang", "it").err
    assert err.startswith(
        "Non si è potuto leggere 1 file, che viene tralasciato. `cxmap validate` dice che cosa non va."
    )


@pytest.mark.parametrize("name", formats())
def test_the_locale_of_the_machine_changes_nothing(name, shop):
    def written(**locale: str) -> bytes:
        command = [sys.executable, "-m", "cxmap", *WHAT_IF, "--lang", "es", "--format", name]
        kept = {key: text for key, text in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        return subprocess.run(command, env=kept | locale, check=True, capture_output=True).stdout

    first = written(LANG="C")
    assert first
    assert first == written(LC_ALL="de_DE") == written(LC_ALL="es_ES.UTF-8", LANGUAGE="it", PYTHONUTF8="0")


@pytest.mark.parametrize("command", [("validate", *DAY), ("list",), ("show", "basket")], ids=lambda command: command[0])
def test_without_an_option_the_locale_changes_nothing(command, shop):
    (shop / "more.yaml").write_text("transitions: [{from: checkout, to: chekout}]\n", encoding="utf-8")

    def told(**locale: str) -> tuple[bytes, bytes]:
        kept = {key: text for key, text in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        outcome = subprocess.run(
            [sys.executable, "-m", "cxmap", *command], env=kept | locale, check=False, capture_output=True
        )
        return outcome.stdout, outcome.stderr

    first = told(LANG="C")
    assert any(first)
    assert first == told(LANG="es_ES.UTF-8", LC_ALL="it_IT.UTF-8", LANGUAGE="pt") == told(LC_ALL="xx")
