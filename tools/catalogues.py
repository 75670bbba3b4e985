"""Makes the catalogues of the languages: what is said in the code, what translators made of it, and what cxmap reads.

    python tools/catalogues.py            write the template, bring the catalogues up to date, and compile them
    python tools/catalogues.py --check    write nothing, and exit with 1 where something would change or is missing

`src/cxmap/locales/cxmap.pot` is the template, with every English sentence. Below it, each language has a `cxmap.po` for
translators and the `cxmap.mo` that is made of it. The same sentences always make the same files. A sentence that was
reworded keeps its old translation, marked as fuzzy: it is not used until somebody has looked at it.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from sentences import Sentence, sentences

from cxmap.findings import Severity
from cxmap.languages import LANGUAGES
from cxmap.model.entity import Part
from cxmap.model.file import JourneyFile
from cxmap.render.thing_labels import NAMED_IN, label
from cxmap.rules import all_rules

SOURCES = Path(__file__).parents[1] / "src" / "cxmap"
LOCALES = SOURCES / "locales"
TEMPLATE = LOCALES / "cxmap.pot"

SPOKEN = (
    "adapters",
    "app",
    "atlas",
    "changes",
    "cli",
    "config.py",
    "consequences.py",
    "impact",
    "patterns.py",
    "render",
    "rule.py",
    "rules",
    "selection",
    "source/edit.py",
    "source/parse.py",
    "source/text.py",
    "suppression.py",
    "words.py",
)
"""The files and folders whose sentences are translated."""

TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
PLURALS = "nplurals=2; plural=(n != 1);"
"""One form for 1 and another for all other numbers, 0 included: so it is in all the languages there are."""

_WIDTH = 110


def template() -> Catalog:
    """Return every sentence that is to be translated, with the files it comes from."""
    english = _Catalogue()
    for path in _files():
        name = path.relative_to(SOURCES).as_posix()
        for found in sentences(path.read_text("utf-8")):
            _add(english, found.sentence, name)
    for sentence, name in _made():
        _add(english, sentence, name)
    return english


def catalogue(language: str) -> Catalog:
    """Return what translators have made of the sentences."""
    found = _Catalogue(language)
    path = _path(language, "po")
    if path.exists():
        with path.open("rb") as file:
            read = read_po(file, locale=language)
        found.header_comment = read.header_comment
        for message in read:
            if message.id:
                found[message.id] = message
    return found


def updated(language: str, template: Catalog) -> Catalog:
    """Return a catalogue with just these sentences, each with its translation as far as there is one."""
    found = catalogue(language)
    found.update(template)
    return found


def as_po(found: Catalog) -> bytes:
    """Return a catalogue as translators and their tools read it."""
    written = io.BytesIO()
    write_po(written, found, width=_WIDTH, include_lineno=False, ignore_obsolete=True)
    return written.getvalue().rstrip(b"\n") + b"\n"


def as_mo(found: Catalog) -> bytes:
    """Return a catalogue as gettext reads it, without what is marked as fuzzy."""
    written = io.BytesIO()
    write_mo(written, found)
    return written.getvalue()


def wanting(found: Catalog) -> list[str]:
    """Return the sentences that lack a translation, or whose translation somebody has to look at."""
    texts = [message for message in found if message.id]
    return [str(one.id) for one in texts if one.fuzzy or not one.string or (one.pluralizable and not all(one.string))]


class _Catalogue(Catalog):
    """A catalogue whose header tells neither days nor versions, which change when nothing else does."""

    def __init__(self, language: str | None = None) -> None:
        comment = "# What cxmap says." if language is None else f"# What cxmap says: {language}."
        super().__init__(language, header_comment=f"{comment} See docs/languages.md.\n", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        language = [("Language", str(self.locale)), ("Plural-Forms", PLURALS)] if self.locale else []
        return [
            ("Project-Id-Version", "cxmap"),
            *language,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def _add(found: Catalog, sentence: Sentence, file: str) -> None:
    """Add a sentence, unless it has nothing but gaps and signs between them, which are the same everywhere."""
    if has_words(sentence if isinstance(sentence, str) else sentence[0]):
        found.add(sentence, locations=[(file, 0)])


def has_words(sentence: str) -> bool:
    """Return whether a sentence has words of its own."""
    return any(character.isalpha() for literal, *_ in Formatter().parse(sentence) for character in literal)


def _files() -> Iterator[Path]:
    for name in SPOKEN:
        path = SOURCES / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _made() -> Iterator[tuple[str, str]]:
    """Yield the words that stand in no sentence of the code, and where they come from."""
    labels = {label(field) for field in _fields(JourneyFile)}
    yield from ((text, "render/thing_labels.py") for text in sorted({*labels, *NAMED_IN.values()}))
    yield from ((severity.value, "findings.py") for severity in Severity if severity is not Severity.OFF)
    yield from ((status, "model/touchpoint.py") for status in ("planned", "retired"))
    yield from (
        (rule.page.summary, f"rules/{rule.family}/{rule.id.replace('-', '_')}.py") for rule in all_rules().values()
    )


def _fields(model: type[Part]) -> set[str]:
    """Return the fields of a model and of all its parts, as they are written."""
    return {field for part in model.model_json_schema()["$defs"].values() for field in part.get("properties", ())}


def _path(language: str, suffix: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / f"cxmap.{suffix}"


def _made_files() -> Iterator[tuple[Path, bytes]]:
    """Yield all files with what is to be in them."""
    english = template()
    yield TEMPLATE, as_po(english)
    for language in TRANSLATED:
        found = updated(language, english)
        yield _path(language, "po"), as_po(found)
        yield _path(language, "mo"), as_mo(found)


def main(arguments: list[str]) -> int:
    """Write the files, or say what would change, and say what is missing."""
    parser = argparse.ArgumentParser(description="Make the catalogues of the languages.")
    parser.add_argument("--check", action="store_true", help="Write nothing; exit with 1 where something is not right.")
    check = parser.parse_args(arguments).check
    stale = [(path, content) for path, content in _made_files() if not path.exists() or path.read_bytes() != content]
    for path, content in stale:
        print(f"{path.relative_to(LOCALES)}: {'not up to date' if check else 'written'}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    missing = {language: wanting(updated(language, template())) for language in TRANSLATED}
    for language, texts in missing.items():
        for text in texts:
            print(f"{language}: to be translated: {text}")
    return int(check and bool(stale or any(missing.values())))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
