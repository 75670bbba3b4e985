"""YAML in the words of journey maps: each case read as it should be, placed as it stands, and held against ruamel.yaml.

A case is `yaml/GROUP/CASE.yaml`. Beside it, `CASE.json` is what it holds, where it can be read: scalars as written,
and without the keys that have nothing behind them. `CASE.error` are the problems, `LINE: first words of the message`.
"""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from cxmap.source.locate import Places
from cxmap.source.parse import parse
from cxmap.source.scalar import Typed
from cxmap.source.text import decode
from cxmap.words import say

CASES = Path(__file__).parent / "yaml"
NAMES = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.yaml"))
READ = [name for name in NAMES if (CASES / f"{name}.json").exists()]

TAG = "tag:yaml.org,2002:"

READ_OTHERWISE = {
    "anchors/tag-by-accident": "a tag makes text of what has none, and of nothing",
    "anchors/tagged": "a tag decides what a value is",
    "core/not-numbers": "more is a number there than in YAML 1.2's core schema",
    "documents/version-one": "a version changes there what is read",
    "lines/paragraph-separator": "a line ends there at it",
    "mistakes/anchor-with-a-colon": "the name of an anchor holds the colon there",
}
"""The cases that ruamel.yaml reads too, but as something else."""

REFUSED_THERE = {
    "lines/line-separator": "a line ends there at it",
    "lines/next-line": "a line ends there at it",
    "plain/spaces-at-line-ends": "a tab may not follow a text there",
    "spaces/tab-inside-text": "a tab may not stand in a text there",
    "spaces/tabs-as-separation": "a tab may not separate there",
}
"""The cases that ruamel.yaml does not read."""


def text_of(name):
    return decode((CASES / f"{name}.yaml").read_bytes())


def beside(name, suffix):
    path = CASES / f"{name}.{suffix}"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_every_file_belongs_to_a_case():
    files = {path for path in CASES.rglob("*.*") if not path.name.startswith(".")}
    known = {CASES / f"{name}.{suffix}" for name in NAMES for suffix in ("yaml", "json", "error")}
    assert files <= known
    assert all(beside(name, "json") or beside(name, "error") for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_case(name):
    parsed = parse(text_of(name))
    found = [f"{problem.span.line + 1}: {say(problem.message)}" for problem in parsed.problems]
    expected = beside(name, "error").splitlines()
    assert len(found) == len(expected), found
    assert all(map(str.startswith, found, expected)), found
    assert parsed.whole == (name in READ)
    if parsed.whole:
        assert parsed.data == json.loads(beside(name, "json"))


@pytest.mark.parametrize("name", READ)
def test_everything_has_a_place(name):
    text = text_of(name)
    parsed, places = parse(text), Places(text)
    for route, value in scalars(parsed.data):
        assert through_an_alias(places, route) or stands(places.lines, places.value(route), value), route
    for route in [*keys(parsed.data), *parsed.absent]:
        assert through_an_alias(places, route) or stands(places.lines, places.key(route), route[-1]), route


def through_an_alias(places, route):
    """Return whether what a route leads to stands elsewhere, where its anchor is."""
    around = (places.value(route[:length]) for length in range(1, len(route)))
    return any(written(places.lines, span).startswith("*") for span in around)


def scalars(data, route=()):
    """Yield every text of the data, and every nothing, with the route to it."""
    for key, item in steps(data):
        yield from scalars(item, (*route, key))
    if route and not isinstance(data, (dict, list)):
        yield route, data


def keys(data, route=()):
    """Yield the route to every value of a mapping."""
    for key, item in steps(data):
        if isinstance(data, dict):
            yield (*route, key)
        yield from keys(item, (*route, key))


def steps(data):
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()


def written(lines, span):
    assert span.line == span.end_line
    return lines.line(span.line)[span.column : span.end_column]


def stands(lines, span, value):
    """Return whether a value is what a span shows: all of it where it is on one line, else its beginning."""
    shown = written(lines, span)
    if shown[:1] in {"*", "&", "!"} and len(shown) > 1:
        return True  # an alias, or a name before the value
    if shown[:1] in {"|", ">"} and value != shown:
        return isinstance(value, str)
    if shown[:1] in {"'", '"'} and value != shown:
        whole = parse(shown)
        return whole.data == value if whole.whole else shown[1:2] in {"", value[:1]}
    if span.end_column == len(lines.line(span.line)) and value != shown:
        return shown in {"", "~", "null"} if value is None else value.startswith(shown.rstrip())
    return shown in {"", "~", "null"} if value is None else value == shown


@pytest.mark.filterwarnings("ignore::ruamel.yaml.error.ReusedAnchorWarning")
@pytest.mark.parametrize("name", READ)
def test_a_second_reader_agrees(name):
    try:
        theirs = composed(text_of(name))
    except YAMLError:
        assert name in REFUSED_THERE
        return
    assert name not in REFUSED_THERE
    agreed = without_nothing(theirs) == without_nothing(with_kinds(parse(text_of(name)).data))
    assert agreed == (name not in READ_OTHERWISE)


def test_the_exceptions_are_cases():
    assert {*READ_OTHERWISE, *REFUSED_THERE} <= {*READ}


def second_reader():
    reader = YAML(typ="safe", pure=True)
    reader.version = "1.2"
    return reader


def composed(text):
    """Return what ruamel.yaml reads, before it makes numbers of anything."""
    return plain(second_reader().compose(text))


def plain(node):
    """Return the data of a node: of keys that are repeated, the first."""
    if isinstance(node, MappingNode):
        return {key.value: plain(item) for key, item in reversed(node.value)}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    kind = str(node.tag).removeprefix(TAG) if node else "null"
    return None if kind == "null" else (kind if kind in {"bool", "int", "float"} else "str", node.value)


def with_kinds(data):
    if isinstance(data, dict):
        return {key: with_kinds(item) for key, item in data.items()}
    if isinstance(data, list):
        return [with_kinds(item) for item in data]
    if data is None:
        return None
    return (type(data.value).__name__ if isinstance(data, Typed) else "str", str(data))


def without_nothing(data):
    if isinstance(data, dict):
        return {key: without_nothing(item) for key, item in data.items() if item is not None}
    return [without_nothing(item) for item in data] if isinstance(data, list) else data


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"), max_size=30
) | st.text("ab01:-[]{}&*!|>'\"%@`,?# ~.\n", max_size=12)
KEYS = TEXTS.filter(bool)
# In brackets, YAML 1.2 and ruamel.yaml allow these without quotes, and libyaml does not.
QUOTED = re.compile(r"^[:?]|:[?,\[\]{}]")
STYLES = st.sampled_from(["", "'", '"', "|", ">"])


def scalar_node(text, style):
    return ScalarNode(f"{TAG}str", text, style="'" if not style and QUOTED.search(text) else style)


def scalar_nodes(texts):
    return st.builds(scalar_node, texts, STYLES)


def mapping_nodes(inner):
    pairs = st.lists(st.tuples(scalar_nodes(KEYS), inner), max_size=4, unique_by=lambda pair: pair[0].value)
    return st.builds(lambda items, flow: MappingNode(f"{TAG}map", items, flow_style=flow), pairs, st.booleans())


def sequence_nodes(inner):
    items = st.lists(inner, max_size=4)
    return st.builds(lambda nodes, flow: SequenceNode(f"{TAG}seq", nodes, flow_style=flow), items, st.booleans())


NODES = st.recursive(scalar_nodes(TEXTS), lambda inner: mapping_nodes(inner) | sequence_nodes(inner), max_leaves=12)


def read_there(text):
    try:
        return composed(text)
    except YAMLError:
        return None


@given(mapping_nodes(NODES), st.sampled_from([20, 80, 4000]), st.booleans())
def test_what_another_writes_is_read(node, width, indented):
    """Read what ruamel.yaml writes in any style, where it reads its own writing as what it wrote."""
    writer = YAML(typ="safe", pure=True)
    writer.width, writer.allow_unicode = width, True
    if indented:
        writer.indent(mapping=4, sequence=4, offset=2)
    stream = StringIO()
    writer.serialize(node, stream)
    text = stream.getvalue()
    expected = plain(node)
    assume(read_there(text) == expected)
    parsed = parse(text)
    assert not parsed.problems, (text, [say(problem.message) for problem in parsed.problems])
    assert with_kinds(parsed.data) == expected, text
