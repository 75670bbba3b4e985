"""A map in another language: with the names and descriptions that the repository has for it."""

from dataclasses import replace

from cxmap.app.reading import Reading
from cxmap.atlas.atlas import Placed
from cxmap.atlas.frozen import replaced
from cxmap.atlas.translated import name_in, translated
from cxmap.model.entity import Entity


def in_language(reading: Reading, language: str) -> Reading:
    """Return a map whose things are called and described as in a language, where the files say how; else as written."""
    found = [placed for placed in translated(reading.atlas) if _has(placed, language)]
    if not found:
        return reading
    things = {kind: dict(known) for kind, known in reading.atlas.things.items()}
    for placed in found:
        things[placed.kind][placed.id] = _translated(placed, language)
    return reading._replace(atlas=replace(reading.atlas, things=things))


def _has(placed: Placed[Entity], language: str) -> bool:
    return bool(name_in(language, placed) or _description(placed, language))


def _translated(placed: Placed[Entity], language: str) -> Placed[Entity]:
    texts = {"name": name_in(language, placed), "description": _description(placed, language)}
    value = replaced(placed.value, {field: text for field, text in texts.items() if text})
    return Placed(value, placed.kind, placed.id, placed.document, placed.key)


def _description(placed: Placed[Entity], language: str) -> str | None:
    translations = placed.value.translations
    for code in sorted(translations, key=lambda code: (code != language, code)):
        if code.partition("-")[0] == language and translations[code].description:
            return translations[code].description
    return None
