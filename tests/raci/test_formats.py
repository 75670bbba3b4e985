"""Every format of a RACI matrix, as its real reader reads it, and with the worst that a map can hold."""

import io
import json
import re
import warnings
import zipfile
from html.parser import HTMLParser

import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings
from map_files import tree_of
from maps_of import maps
from markdown_it import MarkdownIt
from raci.matrices import CONFIG, SHOP, TODAY, from_csv, from_map, from_xlsx, matrix, reading, shown

from cxmap.app.raci.raci import Asked, raci
from cxmap.app.reading import read
from cxmap.app.schema import schemas
from cxmap.errors import CxmapError
from cxmap.languages import words_for
from cxmap.render.columns import columns
from cxmap.render.look import Look
from cxmap.render.raci import formats
from cxmap.render.raci_parts import size

NASTY = (
    "x" * 200,
    "<script>alert(1)</script>",
    '=HYPERLINK("https://x")',
    "| **bold** [link](https://x) `code`",
    "@acme/team #1 ~~gone~~",
    "\u202egnp.exe \u05e9\u05dc\u05d5\u05dd",
    "\U0001f6d2\U0001f468\u200d\U0001f469\u200d\U0001f467 cart",
    "'; DROP --",
    "-> nowhere",
)


def nasty(owners: int = 40) -> str:
    """Return a map with many owners and touchpoints that all have the worst names."""
    sections: dict[str, object] = {
        "stages": {f"s{number}": {"name": NASTY[number % len(NASTY)]} for number in range(4)},
        "owners": {
            f"o{number}": {"kind": "team", "name": NASTY[number % len(NASTY)], "function": NASTY[number % 5]}
            for number in range(owners)
        },
        "touchpoints": {
            f"t{number}": {
                "stage": f"s{number % 4}",
                "channel": NASTY[-number % len(NASTY)],
                "name": name,
                "raci": {
                    "accountable": f"o{number}",
                    "consulted": [f"o{other}" for other in range(10, owners)],
                    "informed": ["=cmd()"],
                },
            }
            for number, name in enumerate(NASTY)
        },
        "transitions": [
            {"from": f"t{number}", "to": f"t{(number + 1) % len(NASTY)}", "when": name, "name": name}
            for number, name in enumerate(NASTY)
        ],
    }
    return json.dumps(sections, ensure_ascii=False)


def test_the_formats_are_those_of_the_folder():
    assert formats() == ("csv", "html", "json", "markdown", "text", "xlsx")


EMPTY = {"nothing at all": "stages: {s: }\n", "no roles": "stages: {s: }\ntouchpoints: {a: {stage: s, channel: web}}\n"}


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
@pytest.mark.parametrize("by", ["stage", "journey", "owner", "function"])
def test_every_format_stands_an_empty_map(text, by, name):
    assert shown(matrix(text, by=by), name)


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("by", ["stage", "journey", "owner", "function"])
def test_every_format_is_the_same_every_time(by, name):
    assert shown(matrix(nasty(), by=by), name) == shown(matrix(nasty(), by=by), name)


def test_a_matrix_that_no_spreadsheet_could_open_is_refused(monkeypatch):
    monkeypatch.setattr(size, "MOST_CELLS", 10)
    for name in ("csv", "html", "xlsx"):
        with pytest.raises(CxmapError, match="is too large for this format"):
            shown(matrix(), name)
    assert shown(matrix(), "text")


# From a spreadsheet alone the RACI of every touchpoint can be told.


@settings(max_examples=40)
@given(maps)
def test_roles_come_back_from_csv_and_xlsx(drawn):
    read_from = read(tree_of(drawn))
    report = raci(read_from, Asked(TODAY))
    written = from_map(read_from.atlas)
    assert from_csv(shown(report, "csv")) == written
    assert from_xlsx(shown(report, "xlsx")) == written


@pytest.mark.parametrize("by", ["stage", "journey", "owner"])
def test_roles_come_back_however_rows_are_grouped(by):
    text = SHOP + "journeys: {j: {steps: [pay, search]}}\n"
    report, written = matrix(text, by=by), from_map(reading(text).atlas)
    assert from_csv(shown(report, "csv")) == from_xlsx(shown(report, "xlsx")) == written


def test_owners_who_are_called_like_a_column_come_back():
    text = (
        SHOP.replace("digital", "kind").replace("payments", "channel").replace("web:", "id:").replace("[web]", "[id]")
    )
    text = text.replace(", web]", ", id]").replace("accountable: web", "accountable: id")
    report, written = matrix(text), from_map(reading(text).atlas)
    assert from_csv(shown(report, "csv")) == from_xlsx(shown(report, "xlsx")) == written


def test_no_cell_of_a_table_is_a_formula():
    report = matrix(nasty())
    for line in shown(report, "csv").splitlines():
        assert not re.search(r'(^|,)"?[=+@-]', line)
    assert set(from_csv(shown(report, "csv"))) == {f"t{number}" for number in range(len(NASTY))}


# The workbook.


def workbook(report):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(shown(report, "xlsx")))


def test_a_workbook_has_its_sheets_and_is_made_to_be_worked_in():
    book = workbook(matrix())
    assert book.sheetnames == ["RACI", "Hand-overs", "Gaps", "Load", "Seats"]
    page = book["RACI"]
    assert [cell.value for cell in page[1]] == [
        *("Touchpoint", "Stage", "Gap", "Kind", "Id", "Channel"),
        *("Digital", "Payments", "Web team", "Legal"),
    ]
    assert [cell.value for cell in page[2]][6:] == ["digital", "payments", "web", "legal"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B3", "A2:J9")
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$2"
    assert [page.cell(6, column).value for column in (1, 4, 5, 7, 8)] == [
        *("-> Pay", "handover", "checkout->pay"),
        *("G", "H/T"),
    ]
    widths = [page.column_dimensions[letter].width for letter in "AE"]
    assert widths[0] > len("Checkout")
    assert widths[1] > len("checkout->pay")
    assert book["Hand-overs"]["F3"].value == "nobody"
    assert [cell.value for cell in book["Load"][2]][:3] == ["Digital", "IT", 3]
    assert [cell.value for cell in book["Seats"][2]][:3] == ["IT", 5, 4]
    assert book["Gaps"]["E2"].value == "unowned-handover"


def test_what_can_be_chosen_in_a_cell_is_what_may_stand_there():
    page = workbook(matrix())["RACI"]
    for validation in page.data_validations.dataValidation:
        options = validation.formula1.strip('"').split(",")
        for row in page[str(validation.sqref)]:
            kind = page.cell(row[0].row, 4).value
            assert ("A" in options) == (kind == "touchpoint")
            assert all(cell.value in (None, *options) for cell in row)
    covered = " ".join(str(validation.sqref) for validation in page.data_validations.dataValidation)
    assert covered.startswith("G3:J5")
    assert not workbook(matrix(by="function"))["RACI"].data_validations.dataValidation


def test_a_workbook_holds_texts_and_figures_only_whatever_the_names_are():
    content = shown(matrix(nasty()), "xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inside = {name: parts.read(name).decode() for name in parts.namelist()}
    assert not any("<f>" in text or "<hyperlink" in text for text in inside.values())
    assert not [name for name in inside if "externalLink" in name or "vbaProject" in name]
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for line in page.iter_rows() for cell in line if cell.value is not None} == {"s"}
    assert "=cmd()" in [cell.value for cell in page[2]]


def test_sheets_are_named_in_every_language_so_that_excel_takes_them():
    for language in ("es", "it", "pt"):
        report = matrix(language=language)
        content = shown(report, "xlsx", words=words_for(language))
        names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
        assert len(set(names)) == 5
        assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
        assert from_xlsx(content) == from_map(reading().atlas)


# JSON.


@pytest.mark.parametrize("text", [SHOP, nasty(), *EMPTY.values()])
@pytest.mark.parametrize("by", ["stage", "journey", "owner", "function"])
def test_json_is_what_its_schema_says(text, by):
    document = json.loads(shown(matrix(text, by=by), "json"))
    jsonschema.validate(document, json.loads(schemas()["raci"].text))
    assert document["by"] == by


def test_json_tells_who_does_what():
    document = json.loads(shown(matrix(), "json"))
    checkout = document["groups"][1]["touchpoints"][1]
    assert checkout["roles"] == {"digital": ["A"], "legal": ["C"], "web": ["R"]}
    assert checkout["handovers"][0]["owner"] == "payments"
    assert document["groups"][1]["touchpoints"][2]["handovers"][0]["gap"] == "warning"


# Markdown.


def read_markdown(text):
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def inline(tokens):
    return [child for token in tokens for child in (token.children or ())]


def test_markdown_shows_names_and_nothing_else():
    tokens = read_markdown(shown(matrix(nasty()), "markdown"))
    kinds = {child.type for child in inline(tokens)}
    assert kinds <= {"text", "strong_open", "strong_close", "code_inline"}
    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block", "hr"}
    text = " ".join(child.content for child in inline(tokens))
    assert "<script>alert(1)</script>" in text
    assert "@acme" not in text
    assert "\u202e" not in text


def test_markdown_tables_do_not_run_off_the_page():
    tokens = read_markdown(shown(matrix(nasty()), "markdown"))
    widths, width = [], 0
    for token in tokens:
        width += token.type in ("th_open", "td_open")
        if token.type == "tr_close":
            widths.append(width)
            width = 0
    assert max(widths) == 8
    assert shown(matrix(), "markdown").count("| Touchpoint |") == 3


def test_markdown_says_who_does_what():
    text = shown(matrix(), "markdown")
    assert "| Touchpoint | Digital | Payments | Web team | Legal |" in text
    assert "| Checkout | **A** |  | R | C |" in text
    assert "| -&#62; Pay | G | **H/T** |  |  |" in text
    assert "| **!** -&#62; Help (planned)" not in text
    assert "| **!** -&#62; Help (unowned) |  | G | T |  |" in text


# HTML.


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text; tags have to be closed in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("text", [SHOP, nasty()])
def test_a_page_runs_nothing_and_asks_nobody(text):
    page = Page(shown(matrix(text), "html"))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not [value for _, attributes in page.tags for name, value in attributes.items() if name.startswith("on")]
    assert all(attributes["href"].startswith("#") for tag, attributes in page.tags if tag == "a")
    policy = next(attributes["content"] for tag, attributes in page.tags if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_page_shows_the_matrix_as_a_table_that_can_be_scrolled_and_read_aloud():
    page = Page(shown(matrix(), "html"))
    region = next(attributes for tag, attributes in page.tags if attributes.get("class") == "matrix")
    assert (region["tabindex"], region["role"], region["aria-label"]) == (
        "0",
        "region",
        "Who does what along the journey",
    )
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes[:6] == ["col"] * 5 + ["rowgroup"]
    meanings = [attributes["title"] for tag, attributes in page.tags if tag == "abbr"]
    assert "accountable, responsible" in meanings
    assert "sees the customer over, takes" in meanings


def test_a_page_shows_the_worst_names_as_they_are():
    text = "".join(Page(shown(matrix(nasty()), "html")).texts)
    assert "<script>alert(1)</script>" in text
    assert "\\u202egnp.exe" in text
    assert "x" * 200 in text


# Text.


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("by", ["stage", "journey", "owner", "function"])
def test_text_fits_the_terminal(width, by):
    for line in shown(matrix(by=by), "text", Look(width=width)).splitlines():
        assert columns(line) <= width, line


def test_text_shows_the_matrix():
    text = shown(matrix(), "text", Look(width=80))
    assert "  Checkout              A                  R     C\n" in text
    assert "  -> Pay                G        H/T\n" in text
    assert "  ! -> Help (unowned)            G         T\n" in text
    assert text.startswith("5 touchpoints, 4 owners and 2 hand-overs. On 1 hand-over nobody sees the\ncustomer over.\n")


def test_with_too_many_owners_text_is_a_list():
    lines = shown(matrix(nasty()), "text", Look(width=80)).splitlines()
    assert any(re.match(r" +A/R  x{200}", line) for line in lines)
    assert any(re.match(r" +C +", line) for line in lines)
    assert not any("\u202e" in line for line in lines)


def test_the_settings_of_the_repository_say_what_is_a_gap():
    off = CONFIG.replace("no-steering-committee: off", "no-steering-committee: off, unowned-handover: off")
    assert raci(reading(config=off), Asked(TODAY)).gaps == ()
