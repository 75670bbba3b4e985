"""What editors show when the mouse rests on a word."""

import pytest

from cxmap.rules import all_rules

BASKET = "touchpoints:\n  basket:\n    stage: buy\n    channel: web\n"


def shown(opened):
    with opened as buffer:
        return buffer.hover


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("touch|points:\n  basket: {stage: buy, channel: web}\n", "The moments in which customer and company meet"),
        ("touchpoints:\n  bas|ket: {stage: buy, channel: web}\n", "One clearly and uniquely defined moment"),
        ("touchpoints:\n  basket: {st|age: buy, channel: web}\n", "The stage of the journey it belongs to"),
        (f"{BASKET}    ra|ci: {{accountable: a}}\n", "Who is accountable, responsible, consulted and informed"),
        (f"{BASKET}    raci: {{account|able: a}}\n", "The one owner who answers for it"),
        (f"{BASKET}    ta|gs: [a]\n", "Words to find and group it by"),
        (f"{BASKET}    vol|ume: 12\n", "How many customers come through in a month"),
        (f"{BASKET}    na|me: no\n", "What people call it"),
        (f"{BASKET}    na|me: 12\n", "What people call it"),
        (f"{BASKET}    na|me:\n", "What people call it"),
        ("journeys:\n  a:\n    steps:\n      - touchpoint: b\n        fe|els: 2\n", "How the customer feels, from -2"),
        ("journeys:\n  a:\n    steps:\n      - jour|ney: b\n", "A journey that is walked as a whole in this step"),
        ("transitions:\n  - {from: a, to: b, with|in: 2d}\n", "How soon the next touchpoint is promised"),
    ],
)
def test_fields_and_sections(journey, text, says):
    assert shown(journey(text)).startswith(says)


def test_values(journey):
    text = shown(journey(f"{BASKET}    sta|tus: live\n"))
    assert text.startswith("Whether it is to come, is there, or is gone. Left out, it is `live`.")
    assert all(f"* `{value}`" in text for value in ("planned", "live", "retired"))


def test_rules_in_the_configuration(config):
    text = shown(config("cxmap: 1\nrules: {severity: {orphan-touch|point: off}}\n"))
    assert text.startswith(all_rules()["orphan-touchpoint"].page.summary)
