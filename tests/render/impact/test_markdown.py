"""The comment is short enough, folds what is long, calls nobody, and hostile names do nothing in it."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from render import impact_samples as samples

from cxmap.diff.grade import Grade
from cxmap.message import Named, said
from cxmap.render.impact.markdown import marker, render
from cxmap.render.look import Look
from cxmap.render.one_comment import LONGEST
from cxmap.report.impact import Card, Engaged, Picture, Told
from cxmap.words import ENGLISH

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = re.compile(
    r"<!-- cxmap:impact [\w./%~-]+ -->|<!-- cxmap:impact -->|<details><summary>([^<>]*)</summary>|</details>"
)
ADDRESS = "https://github.com/acme/map/blob"


def comment(report, look=None):
    return render(report, ENGLISH, look or Look())


def tokens(text):
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def headings(text):
    parsed = READER.parse(text)
    return [inline.content for opening, inline in pairwise(parsed) if opening.type == "heading_open"]


def test_nothing_to_say_is_no_comment():
    assert comment(samples.empty()) == ""


def test_what_could_not_be_compared_is_said():
    assert comment(samples.noted()) == (
        "<!-- cxmap:impact -->\n"
        "\n"
        "## What this change means for customers\n"
        "\n"
        "**No change was found that customers or colleagues would notice.**\n"
        "\n"
        "**Bear in mind:** web/&#64;&#8203;team.yaml could not be read before the change.\n"
        "\n"
        "Compared: main (1f1f1f1f1f1f) with the working tree.\n"
    )


def test_it_begins_with_its_marker_and_the_verdict():
    blocks = comment(samples.rich()).split("\n\n")
    assert blocks[0] == "<!-- cxmap:impact -->"
    assert blocks[1] == "## What this change means for customers"
    assert blocks[2].startswith(
        "**Breaking: customers can no longer do something that they could.** Visit to the store"
    )
    assert blocks[3].startswith("This concerns 2 stages, 2 journeys, 1 persona and 4 teams.")
    assert blocks[4].startswith("**Next:** Ask Stores (Hanne Vestergaard) and Digital products (Tomás Arrieta)")
    assert blocks[5].startswith("**The gate is closed.** ")


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("", "<!-- cxmap:impact -->"),
        ("maps/retail", "<!-- cxmap:impact maps/retail -->"),
        ("--> <b>@team", "<!-- cxmap:impact -%2D%3E%20%3Cb%3E%40team -->"),
        ("----", "<!-- cxmap:impact -%2D-%2D -->"),
    ],
)
def test_each_map_of_a_repository_has_its_own_marker(folder, line):
    assert marker(folder) == line
    assert comment(samples.rich(), Look(folder=folder)).startswith(line + "\n")
    assert "--" not in line.removeprefix("<!--").removesuffix("-->")


def test_the_sections_come_in_the_order_of_the_work():
    text = comment(samples.rich())
    titles = (
        *("### Who to engage", "### Where to start", "### What changed", "### Checks", "### Disagreements (2)"),
        *("### Communication plan (5)", "<summary>Lessons from earlier changes (1)</summary>"),
        *("<summary>Picture</summary>", "<summary>Other open branches (1)</summary>", "Compared: main"),
    )
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_what_is_long_or_for_few_is_folded():
    assert "#### Breaking (10)" in comment(samples.many(10))
    assert "<details><summary>Breaking (11)</summary>" in comment(samples.many(11))
    report = samples.rich()
    assert "### Communication plan (5)" in comment(report)
    assert "<summary>Communication plan (5)</summary>" in comment(
        replace(report, plan=replace(report.plan, refused=()))
    )
    assert "<summary>Checks</summary>" in comment(replace(report, findings_new=()))


@pytest.mark.parametrize(
    "report", [samples.rich(), samples.hostile(), samples.many(100)], ids=["rich", "hostile", "many"]
)
def test_there_is_no_markup_but_ours(report):
    depth = 0
    for token in tokens(comment(report)):
        assert token.type not in ("image", "html_inline", "s_open", "em_open", "blockquote_open", "code_block", "hr")
        if token.type == "html_block":
            lines = token.content.strip().split("\n")
            assert all(OURS.fullmatch(line) for line in lines), lines
            depth += sum((line.startswith("<details>")) - (line == "</details>") for line in lines)
        assert token.type != "link_open"
        if token.type == "fence":
            assert token.info in ("mermaid", "text")
    assert depth == 0


@pytest.mark.parametrize("report", [samples.rich(), samples.hostile()], ids=["rich", "hostile"])
def test_nobody_is_called_and_nothing_linked(report):
    summaries = []
    for token in tokens(comment(report)):
        if token.type == "text":
            assert not re.search(r"[@#][^\s\u200b]|GH-\d|://|www\.", token.content), token.content
        if token.type == "html_block":
            summaries += OURS.findall(token.content)
    assert not any(re.search(r"[@#](?!\d+;)|GH-\d|://|www\.", title) for title in summaries)


def test_the_blocks_of_code_hold_what_they_should():
    fences = [token for token in tokens(comment(samples.rich())) if token.type == "fence"]
    drafts = [fence.content for fence in fences if fence.info == "text"]
    assert len(drafts) == 5
    assert drafts[0].startswith("Hello Stores,\n")
    assert all(fence.content.startswith("flowchart LR\n") for fence in fences if fence.info == "mermaid")


def test_a_draft_cannot_leave_its_block():
    told = Told("everybody", "peers", "", None, None, message="````\n</details>\n\n@team\n```", planned=True)
    report = replace(samples.rich(), plan=replace(samples.plan(), rows=(told,)))
    fence = next(token for token in tokens(comment(report)) if token.type == "fence" and token.info == "text")
    assert "````\n</details>\n\n@team\n```\n" in fence.content
    assert fence.markup == "`````"


def called(report):
    without_blocks = re.sub(r"```.*?```", "", comment(report), flags=re.DOTALL)
    return re.findall(r"@[\w/-]+", re.sub(r"`[^`\n]*`", "", without_blocks))


def test_templates_that_could_not_be_used_are_told_of():
    templates = {"drafts/peers.en.txt.j2": "{{ nothing }}", "drafts/customers.en.txt.j2": "Ours for {{ audience }}"}
    text = comment(samples.rich(templates=templates))
    assert text.count("- The template templates/drafts/peers.en.txt.j2 cannot be used, so that of cxmap is.") == 1
    assert "```text\nOurs for Store shopper\n```" in text


def test_who_is_to_be_asked_is_called_only_where_that_is_wanted():
    assert called(samples.rich()) == []
    # Those who are only informed are not: it is too early for that.
    assert called(samples.rich(mention=True)) == ["@acme/stores", "@acme/digital", "@acme/legal"]


@pytest.mark.parametrize("name", ["@a b", "@a/b/c", "@a,@b", "@<b>", "a@b", "@-a", "", "@" + "a" * 300])
def test_what_is_no_name_on_github_is_never_called(name):
    engaged = Engaged(samples.LEGAL, "consulted", "consult", (), said("x"), contact={"github": name})
    for token in tokens(comment(samples.rich(engage=(engaged,), mention=True))):
        if token.type == "text":
            assert not re.search(r"@[^\s\u200b]", token.content)


def test_lines_of_files_are_linked_where_their_address_is_known():
    text = comment(samples.rich(), Look(folder="maps/retail", files=ADDRESS))
    head, base = "2e" * 20, "1f" * 20
    assert f"[`maps/retail/touchpoints/stores.yaml:4`]({ADDRESS}/{base}/maps/retail/touchpoints/stores.yaml#L4)" in text
    assert f"[`maps/retail/data.yaml:5`]({ADDRESS}/{base}/maps/retail/data.yaml#L5)" in text
    assert (
        f"[`maps/retail/touchpoints/support.yaml:12`]({ADDRESS}/{head}/maps/retail/touchpoints/support.yaml#L12)"
        in text
    )


def test_lines_of_a_folder_without_a_commit_are_not_linked():
    report = samples.rich(head=samples.noted().head)
    text = comment(report, Look(files=ADDRESS))
    assert "`touchpoints/support.yaml:12`\n" in text
    assert f"]({ADDRESS}/{'1f' * 20}/touchpoints/stores.yaml#L4)" in text


def test_hostile_paths_lead_nowhere_else():
    for token in tokens(comment(samples.hostile(), Look(files=ADDRESS))):
        if token.type == "link_open":
            assert re.fullmatch(ADDRESS + r"/2e(2e){19}/[\w./%~-]+#L\d+", token.attrs["href"])


def test_too_much_is_shortened_with_a_count():
    text = comment(samples.many(10_000))
    assert len(text) <= LONGEST
    shown = len(re.findall(r"^- Moment \d+ of truth \(`moment-\d+`\) is no longer there\. `many", text, re.MULTILINE))
    section = text[text.index("### What changed") : text.index("### Checks")]
    (left,) = re.findall(r"… and (\d+) more\.", section)
    assert shown + int(left) == 10_000
    assert text.count("<details>") == text.count("</details>")
    assert text.endswith("Compared: main (1f1f1f1f1f1f) with advice-by-video (2e2e2e2e2e2e).\n")
    # What is most needed is shortened last.
    assert text.count("| accountable |") > 5
    assert "```mermaid" in text
    assert "more touchpoints are not drawn." in text


def test_even_monstrous_names_fit():
    things = tuple(Named("touchpoint", "*" * 200 + str(n), "*" * 200) for n in range(40))
    report = samples.many(100, Grade.DISRUPTIVE)
    changes = tuple(
        replace(changed, message=said("{things}", things=things), why=said("{things}", things=things))
        for changed in report.changes
    )
    cards = tuple(Card(thing, thing.name, thing.name, "changed") for thing in things)
    text = comment(replace(report, changes=changes, picture=Picture((cards, ()), (cards, ()))))
    assert len(text) <= LONGEST
    assert text.startswith("<!-- cxmap:impact -->\n\n## What this change means for customers\n\n")
    assert text.count("<details>") == text.count("</details>")


def test_what_fits_in_no_way_is_left_to_the_other_formats(monkeypatch):
    monkeypatch.setattr("cxmap.render.one_comment.LONGEST", 1000)
    assert comment(samples.rich()).split("\n\n")[2:] == [
        "There is more to say than fits into a comment. The other formats have all of it.",
        "Compared: main (1f1f1f1f1f1f) with advice-by-video (2e2e2e2e2e2e).\n",
    ]


def test_a_picture_that_fits_in_no_way_is_left_out(monkeypatch):
    monkeypatch.setattr("cxmap.render.impact_parts.comment._LONGEST_CHART", 10)
    text = comment(samples.rich())
    assert "```mermaid" not in text
    assert text.count("This picture is too large for a comment.") == 2


def test_tables_have_the_same_cells_in_each_row():
    for report in (samples.rich(), samples.hostile()):
        parsed = READER.parse(comment(report))
        widths: list[int] = []
        for token in parsed:
            if token.type == "tr_open":
                widths.append(0)
            elif token.type in ("td_open", "th_open"):
                widths[-1] += 1
            elif token.type == "table_close":
                assert len(set(widths)) == 1
                widths = []


def test_headings_go_down_one_level_at_a_time():
    levels = [int(token.tag[1]) for token in READER.parse(comment(samples.rich())) if token.type == "heading_open"]
    assert levels[0] == 2
    assert all(after <= before + 1 or (before, after) == (3, 4) for before, after in pairwise(levels))
    assert "Ask first (2)" in headings(comment(samples.rich()))
