"""Findings as plain data and back, as the cache and another process carry them."""

import marshal

from hypothesis import given
from hypothesis import strategies as st

from cxmap.app.kept import finding_of, message_of, plain_finding, plain_message
from cxmap.findings import Finding, Place, Related, Severity
from cxmap.message import Exact, Message, Named, said
from cxmap.source.span import Span
from cxmap.words import say

texts = st.text(st.characters(codec="utf-8"), max_size=20)
things = st.builds(Named, texts, texts, texts)
values = st.one_of(
    texts,
    texts.map(Exact),
    st.integers(-9, 9),
    st.floats(allow_nan=False),
    things,
    st.lists(texts | things, max_size=3).map(tuple),
    st.deferred(lambda: messages),
)
messages = st.builds(Message, texts, st.dictionaries(texts, values, max_size=3))
places = st.builds(Place, texts, st.builds(Span, *[st.integers(0, 99)] * 4))
findings = st.builds(
    Finding,
    texts,
    st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO]),
    messages,
    places,
    texts,
    texts,
    st.none() | messages,
    st.lists(st.builds(Related, places, messages, texts), max_size=3).map(tuple),
)


@given(findings)
def test_a_finding_comes_back(finding):
    assert finding_of(marshal.loads(marshal.dumps(plain_finding(finding)))) == finding


@given(messages)
def test_a_message_comes_back(message):
    assert message_of(marshal.loads(marshal.dumps(plain_message(message)))) == message


def test_what_is_shown_to_its_last_character_still_is():
    message = said("{problem}", problem=said("{path}", path=Exact("x" * 300)))
    assert say(message_of(marshal.loads(marshal.dumps(plain_message(message))))) == "x" * 300
