"""The language of errors: what stops a command is said in the language of whoever called it."""

import ast
from pathlib import Path

import catalogues
import pytest
from cli.conftest import CONFIG

from cxmap.languages import words_for
from cxmap.message import Message, said
from cxmap.words import say

OTHERS = pytest.mark.parametrize("language", catalogues.TRANSLATED)

UNKNOWN = ("show", "baskte")
"""It fails once the map has been read, and `TOO_EARLY` before anything has."""
TOO_EARLY = ("draw", "--view", "mapp")


def told(problem: Message, hint: Message, language: str) -> str:
    words = words_for(language)
    lines = (said("error: {problem}", problem=problem), said("hint: {advice}", advice=hint))
    return "".join(say(line, words) + "\n" for line in lines)


def unknown(language: str) -> str:
    problem = said("There is no `{id}` on this map.", id="baskte")
    return told(problem, said("Did you mean `{near}`?", near="touchpoint:basket"), language)


def too_early(language: str) -> str:
    problem = said("There is no `{option} {value}`.", option="--view", value="mapp")
    return told(problem, said("Did you mean `{near}`?", near="map"), language)


def set_language(folder: Path, language: str) -> None:
    (folder / "cxmap.yaml").write_text(f"{CONFIG}language: {language}\n", encoding="utf-8")


def test_these_errors_differ_from_language_to_language():
    languages = ("en", *catalogues.TRANSLATED)
    assert len({unknown(language) for language in languages}) == len(languages)
    assert len({too_early(language) for language in languages}) == len(languages)


# Which language it is.


@OTHERS
def test_an_error_comes_in_the_language_that_is_asked_for(language, shop, cxmap):
    assert cxmap(*UNKNOWN, "--lang", language) == (2, "", unknown(language))
    assert cxmap("draw", "--lang", language, *TOO_EARLY[1:]) == (2, "", too_early(language))
    assert cxmap(*TOO_EARLY, "--lang", language) == (2, "", too_early(language))


@OTHERS
def test_else_in_that_of_the_settings(language, shop, cxmap):
    set_language(shop, language)
    assert cxmap(*UNKNOWN).err == unknown(language)
    assert cxmap(*TOO_EARLY).err == too_early(language)
    assert cxmap(*UNKNOWN, "--lang", "en").err == unknown("en")
    assert cxmap(*TOO_EARLY, "--lang", "en").err == too_early("en")


def test_the_settings_of_the_repository_that_is_named_count_and_not_those_of_this_folder(
    shop, cxmap, tmp_path, monkeypatch
):
    set_language(shop, "es")
    here = tmp_path / "here"
    here.mkdir()
    set_language(here, "it")
    monkeypatch.chdir(here)
    for named in (shop, Path("..") / "shop"):
        assert cxmap(*UNKNOWN, "--repo", named).err == unknown("es")
        assert cxmap(*TOO_EARLY, "--repo", named).err == too_early("es")
    # A path that is a repository chooses it.
    wrong = cxmap("validate", shop, "--select", "orphan-touchpont").err
    assert wrong.splitlines()[1] == unknown("es").splitlines()[1].replace("touchpoint:basket", "orphan-touchpoint")
    assert cxmap(*TOO_EARLY).err == too_early("it")


def test_the_settings_count_in_every_folder_of_the_repository(shop, cxmap, monkeypatch):
    set_language(shop, "pt")
    (shop / "web" / "pages").mkdir(parents=True)
    monkeypatch.chdir(shop / "web" / "pages")
    assert cxmap(*UNKNOWN).err == unknown("pt")
    assert cxmap(*TOO_EARLY, "--repo", "..").err == too_early("pt")


@pytest.mark.parametrize("config", ["language: es\nlanguage: [", "language: de\n", "cxmap: 99\nlanguage: es\n", "\0"])
def test_english_where_the_settings_cannot_be_read(config, shop, cxmap):
    (shop / "cxmap.yaml").write_text(config, encoding="utf-8")
    assert cxmap(*TOO_EARLY).err == too_early("en")
    assert cxmap(*TOO_EARLY, "--lang", "it").err == too_early("it")
    assert cxmap("list").err.startswith("error: cxmap.yaml:")


def test_english_where_there_are_none(shop, cxmap, tmp_path, monkeypatch):
    set_language(shop, "es")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert cxmap(*TOO_EARLY).err == too_early("en")
    monkeypatch.chdir(shop)
    assert cxmap(*TOO_EARLY, "--repo", tmp_path / "empty").err == too_early("en")
    assert cxmap(*TOO_EARLY, "--repo", "nowhere").err == too_early("en")


def test_english_in_a_folder_that_is_gone(tmp_path, cxmap, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert cxmap(*TOO_EARLY) == (2, "", too_early("en"))


def test_the_next_command_starts_anew(shop, cxmap, tmp_path, monkeypatch):
    assert cxmap(*UNKNOWN, "--lang", "es").err == unknown("es")
    assert cxmap(*UNKNOWN).err == unknown("en")
    set_language(shop, "it")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert cxmap(*UNKNOWN, "--repo", shop).err == unknown("it")
    assert cxmap(*TOO_EARLY).err == too_early("en")


# What they say.


def test_a_long_path_is_shown_to_the_last_character(shop, cxmap):
    path = "/".join(["maps" * 30] * 5) + "/touchpoints.yaml"
    assert path in cxmap("list", "--repo", path).err
    assert path in cxmap("validate", path).err


def test_what_nobody_can_see_is_written_out_in_every_language(shop, cxmap):
    for language in ("en", *catalogues.TRANSLATED):
        err = cxmap("show", "a\u202e\x1b[31mb", "--lang", language).err
        assert "`a\\u202e\\u001b[31mb`" in err
        assert "\x1b" not in err


@OTHERS
def test_how_far_it_has_come_is_shown_in_the_language(language, shop, cxmap, monkeypatch):
    for number in range(1000):
        (shop / f"tag-{number}.yaml").write_text(f"data: {{d{number}: }}\n", encoding="utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert f"\r{words_for(language).sentence('Reading the map')}  #" in cxmap("list", "--lang", language).err


def arguments() -> list[tuple[str, str, str]]:
    """Every sentence that stands in a call of CxmapError: the file, whether it is the problem or the hint, the text."""
    found = []
    for path in sorted(catalogues.SOURCES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "CxmapError":
                for role, argument in zip(("problem", "hint"), call.args, strict=False):
                    found += [(path.name, role, text) for text in texts(argument)]
    return found


def texts(argument: ast.expr) -> list[str]:
    calls = [
        node for node in ast.walk(argument) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said"
    ]
    return [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]


def test_errors_are_whole_sentences():
    found = arguments()
    assert len(found) > 200
    assert [one for one in found if not one[2].endswith((".", "?", "!", "{reason}", "{problem}"))] == []
    assert [one for one in found if one[2].count("`") % 2] == []


def test_every_error_can_be_translated():
    known = {message.id for message in catalogues.template() if message.id}
    assert [one for one in arguments() if catalogues.has_words(one[2]) and one[2] not in known] == []
