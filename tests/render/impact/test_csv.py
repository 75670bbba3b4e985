"""The list of people opens in a spreadsheet, and no cell of it is a formula."""

import csv
import io

from render import impact_samples as samples

from cxmap.render.impact.csv import render
from cxmap.render.look import Look
from cxmap.words import ENGLISH


class German:
    """A few words of another language."""

    def sentence(self, text):
        return {"Owner": "Wer", "Ask first": "Zuerst fragen", "accountable": "verantwortlich"}.get(text, text)

    def counted(self, one, many, number):
        return one if number == 1 else many


def read(report, words=ENGLISH):
    return list(csv.DictReader(io.StringIO(render(report, words, Look()), newline=""), strict=True))


def test_a_row_for_each_owner():
    stores, digital, *_ = read(samples.rich())
    assert stores == {
        "Owner": "stores",
        "Name": "Stores",
        "Function": "operations",
        "Role": "accountable",
        "When": "Ask first",
        "Lead": "Hanne Vestergaard",
        "E-mail": "stores@acme.example",
        "Chat": "#stores",
        "Phone": "'+44 20 7946 0000",
        "GitHub": "'@acme/stores",
        "Touchpoints": "store-visit, returns-desk",
        "Reason": "Stores is accountable for Visit to the store and Returns desk.",
    }
    assert digital["Role"] == "owns a hand-over"
    assert [row["Owner"] for row in read(samples.rich())] == ["stores", "digital", "legal", "contact-centre"]


def test_lines_end_as_the_standard_says():
    text = render(samples.rich(), ENGLISH, Look())
    assert text.count("\r\n") == text.count("\n") == 5
    assert text.endswith("\r\n")


def test_nobody_to_engage():
    assert render(samples.empty(), ENGLISH, Look()) == (
        "Owner,Name,Function,Role,When,Lead,E-mail,Chat,Phone,GitHub,Touchpoints,Reason\r\n"
    )


def test_no_cell_is_a_formula():
    rows = read(samples.hostile())
    assert len(rows) == len(samples.hostile().engage)
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert any(row["Owner"] == "'=cmd|' /C calc'!A0" for row in rows)


def test_titles_roles_and_times_are_translated():
    (stores, *_) = read(samples.rich(), German())
    assert (stores["Wer"], stores["When"], stores["Role"]) == ("stores", "Zuerst fragen", "verantwortlich")
