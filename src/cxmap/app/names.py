"""What the things that findings mention are called in each language, where the repository says so."""

from collections.abc import Iterable, Iterator, Mapping

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.translated import name_in, translated
from cxmap.findings import Finding
from cxmap.languages import LANGUAGES
from cxmap.message import Named

Names = Mapping[str, Mapping[Named, str]]
"""The names of things by language; a language without any is left out."""


def names_of(findings: Iterable[Finding], atlas: Atlas) -> Names:
    """Return the names, in every language, of the things that are mentioned in what findings say."""
    things = {placed.named: placed for placed in translated(atlas)}
    mentioned = sorted(things.keys() & set(_mentioned(findings))) if things else []
    told = {
        language: {thing: name for thing in mentioned if (name := name_in(language, things[thing]))}
        for language in LANGUAGES
    }
    return {language: names for language, names in told.items() if names}


def _mentioned(findings: Iterable[Finding]) -> Iterator[Named]:
    for finding in findings:
        for message in (finding.message, finding.hint, *(related.message for related in finding.related)):
            for value in message.values.values() if message else ():
                if isinstance(value, Named):
                    yield value
                elif isinstance(value, tuple):
                    yield from (item for item in value if isinstance(item, Named))
