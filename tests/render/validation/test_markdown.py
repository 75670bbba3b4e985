"""The comment is short enough, folds what is long, and hostile names do nothing in it."""

import re

import pytest
from markdown_it import MarkdownIt
from render import samples

from cxmap.findings import Place, Related, Severity
from cxmap.message import said
from cxmap.render.look import Look
from cxmap.render.one_comment import LONGEST
from cxmap.render.validation.markdown import MARKER, render
from cxmap.report.validation import Declined
from cxmap.source.span import START
from cxmap.words import ENGLISH

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = re.compile(r"<!-- cxmap:validate -->|<details><summary>[A-Z][a-z ]+ \(\d+\)</summary>|</details>")


def comment(report, look=None):
    return render(report, ENGLISH, look or Look())


def tokens(text):
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def test_a_clean_run_is_one_sentence():
    assert comment(samples.clean()) == (
        f"{MARKER}\n\n**No problems in Acme retail: 120 touchpoints, 260 transitions, 9 journeys in 41 files.**\n"
    )


def test_a_finding():
    report = samples.report(finding for finding in samples.rich().findings if finding.rule == "unknown-reference")
    assert comment(report, Look(folder="journeys")) == (
        f"{MARKER}\n"
        "\n"
        "**Acme retail has 1 error.**\n"
        "\n"
        "| Rule | Errors | Warnings | Info notes |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| [unknown-reference](https://example.org/cxmap/rules/unknown-reference) | 1 |  |  |\n"
        "\n"
        "### Errors (1)\n"
        "\n"
        "- `journeys/web/basket.yaml:12`: Transition basket -&#62; chekout leads to touchpoint `chekout`, "
        "which is not declared. `unknown-reference`\n"
        "  - hint: Did you mean Pay and go (`checkout`)?\n"
        "  - `journeys/web/checkout.yaml:2`: Pay and go (`checkout`) is declared here\n"
    )


def test_what_is_new():
    report = samples.report(samples.many(1).findings, since="@main", baselined=2, suppressed=1)
    assert (
        "**New in Acme retail since &#64;&#8203;main: 1 error.** Not shown: 1 silenced by a comment in the files and 2"
        " known before." in comment(report)
    )


def test_hostile_names_do_nothing():
    report = samples.rich()
    pages = {info.page for info in samples.RULES.values()}
    for token in tokens(comment(report)):
        assert token.type not in ("image", "html_inline", "s_open", "strong_open") or token.type == "strong_open"
        if token.type == "html_block":
            assert all(OURS.fullmatch(line) for line in token.content.strip().split("\n"))
        if token.type == "link_open":
            assert token.attrs["href"] in pages
        if token.type == "text":
            assert not re.search(r"[@#][^\s\u200b]|GH-\d|://|www\.", token.content)


def test_every_finding_is_an_item_below_its_heading():
    report = samples.rich()
    items = [token for token in READER.parse(comment(report)) if token.type == "list_item_open" and token.level == 1]
    assert len(items) == len(report.findings) + len(report.declined)


def test_long_lists_are_folded():
    assert "<details>" not in comment(samples.many(10))
    assert "<details><summary>Errors (11)</summary>" in comment(samples.many(11))


@pytest.mark.parametrize("number", [401, 3000])
def test_too_much_is_shortened_with_a_count(number):
    errors = samples.many(number).findings
    notes = samples.many(2 * number, Severity.INFO).findings
    text = comment(samples.report([*errors, *notes]))
    assert len(text) <= LONGEST
    left = [int(count) for count in re.findall(r"… and (\d+) more\.", text)]
    shown = text.count("leads nowhere")
    assert shown + sum(left) == 3 * number
    assert text.count("<details>") == text.count("</details>") == 2


def test_even_monstrous_findings_fit():
    names = tuple("*" * 200 for _ in range(20))
    findings = [
        samples.finding("dead-end", said("{names}", names=names), Place("*" * 4000, START), str(number))
        for number in range(50)
    ]
    text = comment(samples.report(findings))
    assert len(text) <= LONGEST
    assert READER.parse(text)[-1].content == "</details>\n"


def test_not_one_fits():
    finding = samples.finding("dead-end", said("x"), Place("*" * 70_000, START), "")
    text = comment(samples.report([finding]))
    assert text.endswith("### Errors (1)\n\n… and 1 more.\n")


def test_related_places_and_declined_rules_are_counted():
    related = [Related(Place("b.yaml", START), said("Here"))] * 5
    finding = samples.finding("dead-end", said("x"), Place("a.yaml", START), "", related=related)
    declined = tuple(Declined(f"rule-{number}", said("No entry.")) for number in range(51))
    text = comment(samples.report([finding], declined=declined))
    assert "  - and 2 more\n" in text
    assert "… and 1 more.\n\n</details>\n" in text
