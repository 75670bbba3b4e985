"""Templates of strangers: text with gaps and loops, and nothing that computes, looks inside or never ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.templating import LONGEST_OUTCOME, LONGEST_TEMPLATE, TemplateFailed, filled

VALUES = {"who": "Ann & <b>", "names": ["a", "b"], "rows": [{"name": "x"}, {"name": "y"}], "more": 2, "none": []}


def filled_with(source: str) -> str:
    return filled(source, VALUES, ("name",))


def failure(source: str) -> TemplateFailed:
    with pytest.raises(TemplateFailed) as caught:
        filled_with(source)
    return caught.value


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("Hello {{ who }}", "Hello Ann & <b>"),
        ("{% for one in rows %}\n- {{ one.name }}{{ ',' if not loop.last }}\n{% endfor %}", "- x,\n- y\n"),
        ("{{ rows[0].name }}{{ rows[1]['name'] }}", "xy"),
        ("{{ names | join(', ') | upper }}", "A, B"),
        ("{% if names %}yes{% else %}no{% endif %}{% if none %}yes{% elif more > 1 %}no{% endif %}", "yesno"),
        ("{{ who | default('nobody') }}{{ other is defined }}", "Ann & <b>False"),
        ("{{ names | length }}", "2"),
        ("{% raw %}{{ who }}{% endraw %}{# nothing #}", "{{ who }}"),
        ("{% for a in names %}{% for b in names %}{{ a }}{{ b }} {% endfor %}{% endfor %}", "aa ab ba bb "),
    ],
)
def test_what_templates_may_do(source, outcome):
    assert filled_with(source) == outcome


ATTACKS = {
    "a class": ("{{ ''.__class__ }}", "There is no field `__class__`."),
    "a class by name": ("{{ who['__class__'] }}", "There is no field `__class__`."),
    "a class by a filter": ("{{ who | attr('__class__') }}", "A template may not use the filter `attr`."),
    "a class by joined text": ("{{ who['__cla' ~ 'ss__'] }}", "A template may take items only by a number or a name."),
    "a method": ("{{ who.upper }}", "There is no field `upper`."),
    "a method called as a field": (
        "{{ names.index }}",
        "It prints something that is no text: write a loop over lists.",
    ),
    "a call": ("{{ who.upper() }}", "A template may not use `call`."),
    "a list": ("{{ names }}", "It prints something that is no text: write a loop over lists."),
    "range": ("{% for i in range(9) %}{% endfor %}", "A template may loop only over a list that it is given."),
    "range itself": ("{% for i in range %}{% endfor %}", "'range' is undefined."),
    "globals": ("{{ lipsum.__globals__ }}", "There is no field `__globals__`."),
    "power": ("{{ 9**9**9 }}", "A template may not use `**`."),
    "product": ("{{ 'a' * 999999999 }}", "A template may not use `*`."),
    "a wide text": ("{{ who | center(999999999) }}", "A template may not use the filter `center`."),
    "format": ("{{ '%0999999999d' | format(1) }}", "A template may not use the filter `format`."),
    "percent": ("{{ '%0999999999d' % 1 }}", "A template may not use `%`."),
    "replacing": ("{{ who | replace('a', 'aa') }}", "A template may not use the filter `replace`."),
    "joined again": ("{{ names | join('aa') | join('bb') }}", "A template may join only a list that it is given."),
    "joined with joined": (
        "{{ names | join(names | join('a')) }}",
        "A template may give the filter `join` only a text or a number.",
    ),
    "arguments from a list": (
        "{{ names | join(*names) }}",
        "A template may give the filter `join` only a text or a number.",
    ),
    "setting": ("{% set a = who ~ who %}", "A template may not use `set`."),
    "joining texts": ("{{ who ~ who }}", "A template may not use `~`."),
    "a macro": ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "A template may not use `macro`."),
    "a loop in itself": (
        "{% for a in names %}{{ loop(names) }}{% endfor %}",
        "A template may not use `call`.",
    ),
    "a recursive loop": (
        "{% for a in names recursive %}{% endfor %}",
        "A template may loop only over a list that it is given.",
    ),
    "a loop over more": (
        "{% for a in names | list %}{% endfor %}",
        "A template may loop only over a list that it is given.",
    ),
    "a loop over a text": (
        "{% for a in 'abc' %}{% endfor %}",
        "A template may loop only over a list that it is given.",
    ),
    "loops in loops": (
        "{% for a in names %}" * 3 + "{% endfor %}" * 3,
        "Its loops are nested too deeply.",
    ),
    "a file": ("{% include '/etc/passwd' %}", "A template may not use `include`."),
    "another template": ("{% extends 'peers.en.txt.j2' %}", "A template may not use `extends`."),
    "an import": ("{% import 'a' as a %}", "A template may not use `import`."),
    "itself": ("{{ self }}", "It prints something that is no text: write a loop over lists."),
    "a number with many digits": (f"{{{{ {'9' * 5000} }}}}", "Exceeds the limit"),
    "not closed": ("{% for a in names %}", "Unexpected end of template."),
    "no expression": ("{{ }}", "Expected an expression, got 'end of print statement'."),
    "unknown": ("{{ nobody }}", "'nobody' is undefined."),
    "unknown in a loop": ("{% for a in nobody %}{% endfor %}", "'nobody' is undefined."),
    "comparing": ("{{ who < 3 }}", "'<' not supported"),
    "looping over a number": ("{% for a in more %}{% endfor %}", "'int' object is not iterable."),
    "nesting": ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "It is nested too deeply."),
    "nested conditions": ("{% if who %}" * 500 + "{% endif %}" * 500, "It is nested too deeply."),
    "not not not": ("{{ " + "not " * 3000 + "1 }}", "It is nested too deeply."),
    "too long": ("a" * (LONGEST_TEMPLATE + 1), f"It is longer than {LONGEST_TEMPLATE} characters."),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_templates_may_not_do(name):
    source, reason = ATTACKS[name]
    assert failure(source).reason.startswith(reason)


def test_the_line_is_known():
    assert failure("one\ntwo {{ who.__class__ }}").line == 2
    assert failure("one\n\n{% if %}").line == 3


def test_what_becomes_too_long():
    rows = "".join(
        "{% for a in names %}{% for b in names %}" + "x" * 400 + "{% endfor %}{% endfor %}" for _ in range(33)
    )
    assert failure(rows).reason == f"More than {LONGEST_OUTCOME} characters come of it."


MARKS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "%}{%",
    "}}{{",
    "(",
    ")",
    "[",
    "]",
    ",",
    "|",
    "=",
    "*",
    "~",
    "-",
    "0",
    "'a'",
]
NAMES = ["who", "names", "rows", "loop", "self", "range", ".name", ".last", ".__class__", "|join", "|upper", "|attr"]
VERBS = ["for", "in", "endfor", "if", "endif", "else", "not", "and", "is defined", "set", "recursive", "macro", "raw"]
PIECES = st.sampled_from([*MARKS, *NAMES, *VERBS])


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_template_is_text_or_a_reason(source):
    try:
        outcome = filled_with(source)
    except TemplateFailed as failed:
        outcome = failed.reason
    assert len(outcome) <= LONGEST_OUTCOME
