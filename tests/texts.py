"""Texts for property tests: far into YAML, and far into the format of journey files."""

import json

from hypothesis import strategies as st

from cxmap.model.file import SECTIONS
from cxmap.source.span import Span
from cxmap.source.text import Lines

YAML_LIKE = st.text(alphabet="ab:-[]{}&*!|>'\"%@`,?# \n\r\t\x85\u2028\ufeff\x00<~1.", max_size=60)
"""Texts that get far into a YAML parser."""

ANY_TEXT = st.one_of(st.text(), YAML_LIKE, st.text(st.characters(codec=None)))
"""Any text at all, half pairs of surrogates included."""

_FIELDS = sorted(
    {info.alias or name for section in SECTIONS.values() for name, info in section.model.model_fields.items()}
    | {"accountable", "consulted", "touchpoint", "any_of", "journey", "feels", "by", "wave", "audience", "es", "nmae"}
)
_IDS = ["a", "b", "c", "d->a", "a -> b", "A b", ""]
_SCALARS = st.sampled_from(
    [*_IDS, "true", "team", "live", "back", "2026-01-01", "1", ".nan", "1e400", "-2", "web", None]
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=4)),
    max_leaves=8,
)
_ENTITY = st.dictionaries(st.sampled_from(_FIELDS), _VALUES, max_size=8)


def _fit(section):
    required = {
        "touchpoints": {"stage": st.sampled_from(_IDS), "channel": st.just("web")},
        "transitions": {"from": st.sampled_from(_IDS), "to": st.sampled_from(_IDS)},
        "journeys": {"steps": st.lists(st.sampled_from(_IDS), min_size=1, max_size=3)},
        "owners": {"kind": st.sampled_from(["team", "person", "committee"])},
        "metrics": {"kind": st.just("nps")},
        "opportunities": {"touchpoint": st.sampled_from(_IDS)},
        "interactions": {"text": st.just("A note")},
    }.get(section.name, {})
    entity = st.builds(lambda fields, must: fields | must, _ENTITY, st.fixed_dictionaries(required))
    entity = st.one_of(entity, st.fixed_dictionaries(required), _VALUES)
    return st.dictionaries(st.sampled_from(_IDS), entity, max_size=3) if section.keyed else st.lists(entity, max_size=3)


def _yaml(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return "" if value is None else value or "''"


JOURNEY_LIKE = st.fixed_dictionaries(
    {}, optional={name: _fit(section) for name, section in SECTIONS.items()} | {"owner": _VALUES}
).map(_yaml)
"""Journey files in which fields may stand where they do not belong, and hold what they may not."""


def assert_inside(span: Span, text: str) -> None:
    """Assert that a span is a stretch of a text."""
    starts = Lines(text).starts
    assert 0 <= span.line <= span.end_line < len(starts)
    assert span.column >= 0
    assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert starts[span.end_line] + span.end_column <= len(text)
