"""Drafts of what to tell each audience of a change, in its language: what changes for it, from when, whom to ask."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cxmap.diff.grade import Grade
from cxmap.impact.concerns import only_inside
from cxmap.languages import LANGUAGES
from cxmap.message import Message, Named, Value
from cxmap.model.change import WAVES
from cxmap.render.dates import long_date
from cxmap.render.own_templates import builtin, failure
from cxmap.render.templating import Plain, TemplateFailed, filled
from cxmap.report.impact import Changed, ImpactReport, Told
from cxmap.report.names import called
from cxmap.visible import visible
from cxmap.words import Words, say, shortened


class Draft(NamedTuple):
    """The text for one row of the plan. `note` says why a template of the repository's own was not used."""

    told: Told
    text: str
    note: Message | None = None


def draft(told: Told, report: ImpactReport, words_for: Callable[[str], Words]) -> str:
    """Return what to tell an audience, as plain text in its language. `words_for` gives the words of a language."""
    return _drafted(told, report, words_for).text


def drafts(report: ImpactReport, words_for: Callable[[str], Words]) -> tuple[Draft, ...]:
    """Return a draft for each row of the communication plan."""
    return tuple(_drafted(told, report, words_for) for told in report.plan.rows)


MOST_CHANGES = 12
"""How many changes a draft names."""

FIELDS = ("sentence", "kind", "grade", "name", "before", "after")
"""The fields of `changes` (the first three) and of `moved`."""

_LONGEST_SENTENCE = 500

_GONE = frozenset({"removed", "retired"})
_NEW = frozenset({"added", "revived"})


def _drafted(told: Told, report: ImpactReport, words_for: Callable[[str], Words]) -> Draft:
    language = _language(told.language, report.language)
    values = _values(called(told, report.names.get(language, {})), report, language, words_for(language))
    name = f"drafts/{told.wave}.{language}.txt.j2"
    own = report.templates.get(name)
    if own is not None:
        try:
            return Draft(told, _tidy(filled(own, values, FIELDS)))
        except TemplateFailed as failed:
            note = failure(name, failed)
    else:
        note = None
    return Draft(told, _tidy(filled(builtin(name), values, FIELDS)), note)


def _language(*wanted: str) -> str:
    """Return the first of some languages that there are templates in: `es` for `es-MX`."""
    known = (language.partition("-")[0].lower() for language in wanted)
    return next((language for language in known if language in LANGUAGES), LANGUAGES[0])


def _values(told: Told, report: ImpactReport, language: str, words: Words) -> Mapping[str, Plain]:
    """Return what a template is given: nothing but texts, figures and lists of them, fit to show."""
    about = [changed for changed in told.about if changed.grade is not Grade.WORDING] or list(told.about)
    said_once = _said_once(about, words)
    return {
        "audience": _name(told.audience),
        "company": shortened(report.repository),
        "record": _name(told.record) if told.record else "",
        "why": _text(told.why),
        "message": _text(told.message),
        "teller": _name(told.owner) if told.owner else "",
        "contact": _contact(told, report),
        "live_on": _day(report.plan.live_on, language),
        "reply_by": _day(_reply_by(told, report), language),
        "changes": said_once[:MOST_CHANGES],
        "more": max(len(said_once) - MOST_CHANGES, 0),
        **_touchpoints(about),
    }


def _said_once(about: Iterable[Changed], words: Words) -> list[Mapping[str, str]]:
    """Return the changes in words, those that break something with what they break; nothing is told twice."""
    told: list[Mapping[str, str]] = []
    sentences: set[str] = set()
    for changed in about:
        why = _sentence(changed.why, words) if changed.why and changed.grade is Grade.BREAKING else ""
        new = [text for text in (_sentence(changed.message, words), why) if text and text not in sentences]
        sentences.update(new)
        if new:
            told.append({"sentence": " ".join(new), "kind": changed.kind, "grade": str(changed.grade)})
    return told


def _touchpoints(about: Iterable[Changed]) -> dict[str, Plain]:
    """Return the touchpoints by what becomes of them, as far as customers notice it."""
    gone: dict[str, None] = {}
    new: dict[str, None] = {}
    moved: dict[str, dict[str, str]] = {}
    different: dict[str, None] = {}
    for changed in about:
        if changed.entity.kind != "touchpoint":
            continue
        name = _name(changed.entity)
        if changed.kind in _GONE:
            gone[name] = None
        elif changed.kind in _NEW:
            new[name] = None
        elif changed.kind == "channel-changed":
            moved[name] = {"name": name, "before": _channel(changed.before), "after": _channel(changed.after)}
        elif changed.grade in (Grade.BREAKING, Grade.DISRUPTIVE) and not only_inside(changed):
            different[name] = None
    only_different = [name for name in different if name not in gone and name not in new and name not in moved]
    return {
        "gone": list(gone)[:MOST_CHANGES],
        "new": list(new)[:MOST_CHANGES],
        "moved": list(moved.values())[:MOST_CHANGES],
        "different": only_different[:MOST_CHANGES],
    }


def _channel(value: object) -> str:
    return shortened(str(value)).replace("-", " ")


def _reply_by(told: Told, report: ImpactReport) -> datetime.date | None:
    """Return until when an answer can still change something: the first day of the next wave, or of going live."""
    if told.wave not in WAVES[:2]:
        return None
    later = WAVES[WAVES.index(told.wave) + 1 :]
    days = [row.on for row in report.plan.rows if row.wave in later and row.on]
    day = min(days, default=report.plan.live_on)
    return day if day and (told.on is None or told.on < day) else None


def _contact(told: Told, report: ImpactReport) -> str:
    """Return how to reach who tells them."""
    known = next((one.contact for one in report.engage if told.owner and one.owner.id == told.owner.id), {})
    return next((shortened(known[way]) for way in ("chat", "email", "phone") if known.get(way)), "")


def _day(day: datetime.date | None, language: str) -> str:
    return long_date(day, language) if day else ""


def _name(thing: Named | str) -> str:
    return shortened(thing if isinstance(thing, str) else thing.name or thing.id)


def _text(text: str) -> str:
    """Return a text of a change record, on lines of its own where it has several."""
    return "\n".join(visible(line) for line in _LINES.split(text.strip()))[:_LONGEST_TEXT]


_LINES = re.compile(r"\r\n|\n|\r")
_LONGEST_TEXT = 2_000


def _sentence(message: Message, words: Words) -> str:
    text = say(_unmarked(message), words)
    return text if len(text) <= _LONGEST_SENTENCE else text[: _LONGEST_SENTENCE - 1] + "…"


def _unmarked(message: Message) -> Message:
    """Return a message that names things by their names alone: people do not know ids."""
    return Message(message.text, {name: _by_name(value) for name, value in message.values.items()})


def _by_name(value: Value) -> Value:
    if isinstance(value, Named):
        return value if value.kind == "transition" else _name(value)
    if isinstance(value, tuple):
        return tuple(item if isinstance(item, str) or item.kind == "transition" else _name(item) for item in value)
    return value


def _tidy(text: str) -> str:
    """Return a text fit to show, without spaces at the ends of lines and without empty lines after one another."""
    stripped = "\n".join(visible(line.replace("\t", "    ")).rstrip() for line in _LINES.split(text))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip() + "\n"
