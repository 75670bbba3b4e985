"""The language of a report: an option chooses it, else the settings of the repository, and never the machine."""

import os
import subprocess
import sys

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


@pytest.mark.parametrize("name", formats())
def test_the_locale_of_the_machine_changes_nothing(name, shop):
    def written(**locale: str) -> bytes:
        command = [sys.executable, "-m", "cxmap", *WHAT_IF, "--lang", "es", "--format", name]
        kept = {key: text for key, text in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        return subprocess.run(command, env=kept | locale, check=True, capture_output=True).stdout

    first = written(LANG="C")
    assert first
    assert first == written(LC_ALL="de_DE") == written(LC_ALL="es_ES.UTF-8", LANGUAGE="it", PYTHONUTF8="0")
