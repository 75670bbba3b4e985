"""`cxmap raci`: what is asked for on the command line, and where its answers go."""

import json
import subprocess

import openpyxl
import pytest
from adapters.repositories import Repository
from cli.terminal import answered
from cli.test_startup import SLOW, loaded
from init.process import command, environment


def test_the_matrix_is_printed(shop, cxmap):
    outcome = cxmap("raci")
    assert (outcome.code, outcome.err) == (0, "")
    assert "2 touchpoints, 1 owner and 0 hand-overs." in outcome.out
    assert "  Basket                A/R\n" in outcome.out


def test_a_selection_and_a_way_to_arrange_it(shop, cxmap):
    outcome = cxmap("raci", "stage:buy", "--exclude", "basket", "--by", "function", "-f", "json")
    document = json.loads(outcome.out)
    assert [row["id"] for group in document["groups"] for row in group["touchpoints"]] == ["checkout"]
    assert document["by"] == "function"


def test_what_does_not_exist_is_refused(shop, cxmap):
    assert "The ways are stage, journey, owner, function." in cxmap("raci", "--by", "weather").err
    assert "xlsx" in cxmap("raci", "--format", "pdf").err
    assert cxmap("raci", "stage:sell").code == 2


def test_a_spreadsheet_is_written_into_a_file(shop, cxmap):
    outcome = cxmap("raci", "--output", "xlsx:raci.xlsx", "--output", "csv:raci.csv", "--today", "2026-11-30")
    assert outcome.code == 0
    assert openpyxl.load_workbook(shop / "raci.xlsx").sheetnames[0] == "RACI"
    assert (shop / "raci.csv").read_bytes().startswith(b"kind,id,name,stage,channel,digital\r\n")


def test_a_spreadsheet_goes_through_a_pipe_byte_for_byte(shop, cxmap):
    cxmap("raci", "--output", "xlsx:raci.xlsx", "--today", "2026-11-30")
    arguments = command("raci", "--format", "xlsx", "--today", "2026-11-30")
    piped = subprocess.run(arguments, capture_output=True, check=True, cwd=shop, env=environment()).stdout
    assert piped == (shop / "raci.xlsx").read_bytes()


def test_a_terminal_is_spared_what_is_no_text(shop):
    code, screen = answered(shop, ["raci", "--format", "xlsx", "--output", "csv:raci.csv"], [])
    assert code == 2
    assert "--output xlsx:FILE" in screen
    assert not (shop / "raci.csv").exists()


@pytest.mark.parametrize("name", ["text", "markdown", "html", "csv", "json"])
def test_names_come_in_the_language_that_is_asked_for(shop, cxmap, name):
    file = shop / "map.yaml"
    changed = file.read_text().replace("basket: {", "basket: {name: Basket, translations: {es: {name: Cesta}}, ")
    file.write_text(changed)
    assert "Cesta" in cxmap("raci", "--lang", "es", "--format", name).out
    assert "Cesta" not in cxmap("raci", "--format", name).out
    assert cxmap("raci", "--lang", "xx").code == 2


def test_a_revision_is_looked_at_without_checking_it_out(shop, cxmap):
    Repository.new(shop).commit()
    (shop / "map.yaml").write_text("stages: {buy: }\n")
    assert "2 touchpoints" in cxmap("raci", "--rev", "HEAD").out
    assert "There are no touchpoints yet." in cxmap("raci").out


def test_only_a_spreadsheet_loads_what_writes_one(shop):
    assert not loaded("raci", "--help") & SLOW
    assert not loaded("raci", cwd=shop) & {"xlsxwriter", "jinja2", "git", "networkx"}


def test_the_frame_of_the_page_can_be_ones_own(shop, cxmap):
    ejected = cxmap("report", "--eject", "document.html.j2")
    assert (ejected.code, ejected.err) == (0, "templates/document.html.j2 is yours to change.\n")
    frame = shop / "templates" / "document.html.j2"
    assert cxmap("raci", "-f", "html").out.count("Written by our team") == 0
    frame.write_text(frame.read_text().replace("<footer>", "<footer><p>Written by our team for {{ repository }}</p>"))
    assert "<footer><p>Written by our team for Acme</p>" in cxmap("raci", "-f", "html").out


def test_a_frame_that_fails_is_not_used_and_told_of(shop, cxmap):
    (shop / "templates").mkdir()
    (shop / "templates" / "document.html.j2").write_text("<h1>{{ title }}</h1>\n{{ secrets }}\n")
    page = cxmap("raci", "-f", "html").out
    assert page.startswith("<!doctype html>")
    assert "The template templates/document.html.j2 cannot be used, so that of cxmap is." in page
    assert "secrets" in page
    assert "<main>" in page
