"""Templates of a repository's own for its documents, and where they come from."""

import datetime
import re
from pathlib import Path

import pytest
from adapters.repositories import Repository

from cxmap.adapters.work_tree import WorkTree
from cxmap.app.means import PLAIN
from cxmap.app.reading import read
from cxmap.app.repository import open_repository
from cxmap.app.survey.survey import Asked, survey
from cxmap.app.validate import Scope, check_opened
from cxmap.render.documents.documents import KINDS, template
from cxmap.render.own_templates import builtin, names
from cxmap.render.pages.pages import pages
from cxmap.words import ENGLISH

DAY = ("--today", "2026-12-01")
TODAY = datetime.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def with_a_journey(shop):
    with (shop / "map.yaml").open("a") as file:
        file.write("journeys: {buying: {steps: [basket, checkout]}}\n")


def own(shop: Path, kind: str, source: str) -> None:
    file = shop / "templates" / template(kind)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, "utf-8")


def test_sections_can_be_chosen_put_in_another_order_and_told_otherwise(shop, cxmap):
    own(
        shop,
        "owner",
        "# {{ title }} of {{ map }}\n\nAsk the CX office.\n\n{{ section.about.body }}\n\n"
        "{% if section.handovers_in.body %}never{% endif %}\n## Mine\n\n{{ section.deliver.body }}\n",
    )
    outcome = cxmap("report", "docs", *DAY)
    assert "cannot be used" not in outcome.err
    source = Path("docs/owners/digital.md").read_text("utf-8")
    assert source.startswith("# Digital of Acme\n\nAsk the CX office.\n\n- **Kind:** team\n")
    assert source.index("## Mine") < source.index("[Basket](../stages/buy.md#touchpoint-basket)")
    assert "never" not in source


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_fails_is_named_and_that_of_cxmap_used(shop, cxmap, kind):
    cxmap("report", "docs", *DAY)
    before = {path: path.read_bytes() for path in Path("docs").rglob("*.md")}
    own(shop, kind, "# {{ title }}\n{{ lead.__class__ }}\n")
    outcome = cxmap("report", "docs", *DAY)
    assert outcome.code == 0
    assert outcome.err.count(f"templates/{template(kind)}") == 1
    assert "Line 2: There is no field `__class__`." in outcome.err
    assert {path: path.read_bytes() for path in Path("docs").rglob("*.md")} == before


DOCS = (Path(__file__).parents[2] / "docs" / "report.md").read_text("utf-8")


def test_the_template_in_the_documentation_works(shop, cxmap):
    [example] = re.findall(r"```jinja\n(.*?)```", DOCS, re.DOTALL)
    own(shop, "journey", example)
    outcome = cxmap("report", "docs", *DAY)
    assert "cannot be used" not in outcome.err
    source = Path("docs/journeys/buying.md").read_text("utf-8")
    assert "Ask the CX office before you change it.\n\n| Step | Touchpoint |" in source
    assert "Where it hurts" not in source


def test_the_documentation_names_the_sections(shop, cxmap):
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", DOCS.rpartition("its sections |")[2], re.MULTILINE))
    reading = read(WorkTree(shop))
    checked = check_opened(open_repository(WorkTree(shop)), lambda: reading.atlas, Scope(TODAY), PLAIN)
    for page in pages(survey(reading, checked, Asked(TODAY)), ENGLISH):
        named = set(re.findall(r"`(\w+)`", rows[page.target.kind])) - {"sections", "since"}
        assert named == {name.replace("-", "_") for name in page.names}


def test_they_come_from_the_revision_that_is_read(shop, cxmap):
    own(shop, "overview", "# Old\n")
    Repository.new(shop).commit(message="the map")
    own(shop, "overview", "# New\n")
    cxmap("report", "now", *DAY)
    cxmap("report", "then", "--rev", "HEAD", *DAY)
    assert (Path("now/README.md").read_text(), Path("then/README.md").read_text()) == ("# New\n", "# Old\n")


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_can_be_taken_to_start_from(shop, cxmap, kind):
    cxmap("report", "docs", *DAY)
    before = {path: path.read_bytes() for path in Path("docs").rglob("*.md")}
    assert cxmap("report", "--eject", template(kind)).code == 0
    assert (shop / "templates" / template(kind)).read_text("utf-8") == builtin(template(kind))
    assert "0 files written" in cxmap("report", "docs", *DAY).err
    assert {path: path.read_bytes() for path in Path("docs").rglob("*.md")} == before
    again = cxmap("report", "--eject", template(kind))
    assert (again.code, "is there already" in again.err) == (2, True)


def test_the_templates_are_listed(shop, cxmap):
    outcome = cxmap("report", "--eject", "list")
    assert outcome.code == 0
    assert outcome.out.split() == list(names())
    unknown = cxmap("report", "--eject", "report/jorney.md.j2")
    assert (unknown.code, unknown.err) == (
        2,
        "error: There is no template `report/jorney.md.j2`.\nhint: Did you mean `report/journey.md.j2`?\n",
    )


def test_nothing_is_written_through_a_link(shop, cxmap, tmp_path):
    (tmp_path / "outside").mkdir()
    (shop / "templates").symlink_to(tmp_path / "outside")
    outcome = cxmap("report", "--eject", "report/journey.md.j2")
    assert (outcome.code, "is a link" in outcome.err) == (2, True)
    assert not list((tmp_path / "outside").iterdir())
