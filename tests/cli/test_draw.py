"""`cxmap draw` as people and scripts run it."""

import io
import sys
from xml.etree import ElementTree

import pytest
from adapters.repositories import Repository
from PIL import Image

from cxmap.cli.app import run

MAP = """\
stages:
  look: {translations: {es: {name: Mirar}}}
  buy: {name: Buying}
owners: {digital: {kind: team}, payments: {kind: team}}
personas: {shopper: {name: Shopper}, idler: }
touchpoints:
  search: {stage: look, channel: web, entry: true, raci: {accountable: digital}}
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
  checkout: {name: Pay here, stage: buy, channel: web, exit: true, raci: {accountable: payments}}
  window: {stage: look, channel: store}
transitions:
  - {from: search, to: basket}
  - {from: basket, to: checkout, when: goes to pay}
journeys:
  buy-online: {steps: [search, {touchpoint: basket, feels: 1}, checkout], personas: [shopper]}
"""


@pytest.fixture
def drawable(shop):
    (shop / "map.yaml").write_text(MAP)
    return shop


def texts(svg):
    """Return what a picture says, without its title and description."""
    tree = ElementTree.fromstring(svg)  # noqa: S314
    return " ".join("".join(element.itertext()) for element in tree.iter("{http://www.w3.org/2000/svg}text"))


def image_of(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("view", ["map", "flow", "blueprint", "journey"])
def test_every_view_is_drawn_in_every_format(drawable, cxmap, view):
    files = {name: drawable / f"picture.{name}" for name in ("svg", "png", "mermaid", "dot")}
    asked = [word for name, path in files.items() for word in ("--output", f"{name}:{path}")]
    outcome = cxmap("draw", "--view", view, *asked)
    assert outcome == (0, "", "")
    assert "Pay here" in texts(files["svg"].read_text())
    size = ElementTree.fromstring(files["svg"].read_text()).attrib  # noqa: S314
    assert image_of(files["png"].read_bytes()).size == (int(size["width"]), int(size["height"]))
    assert files["mermaid"].read_text().startswith("journey\n" if view == "journey" else "flowchart LR\n")
    assert files["dot"].read_text().startswith("digraph cxmap {\n")


def test_the_map_is_drawn_as_svg_on_stdout(drawable, cxmap):
    outcome = cxmap("draw")
    assert (outcome.code, outcome.err) == (0, "")
    assert {"Search", "Pay", "here", "Buying"} <= set(texts(outcome.out).split())
    assert cxmap("draw").out == outcome.out


def test_png_goes_to_stdout_as_bytes(drawable, capfdbinary):
    assert run(["draw", "--format", "png", "--scale", "0.5"]) == 0
    sys.stdout.flush()
    assert image_of(capfdbinary.readouterr().out).format == "PNG"


def test_a_terminal_shows_no_picture(drawable, cxmap, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    outcome = cxmap("draw")
    assert outcome.code == 2
    assert outcome.err.splitlines()[1] == "hint: Write it into a file: `cxmap draw --output map.svg`."


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        (["stage:look"], "Search", "Basket"),
        (["--exclude", "search"], "Basket", "Search"),
        (["--persona", "shopper"], "Basket", "Window"),
        (["--journey", "buy-online"], "Basket", "Window"),
    ],
)
def test_a_part_of_the_map(drawable, cxmap, asked, there, gone):
    text = cxmap("draw", *asked, "--format", "mermaid").out
    assert there in text
    assert gone not in text


def test_lanes(drawable, cxmap):
    groups = {
        by: [line.split('"')[1] for line in cxmap("draw", "-v", "flow", "--by", by, "-f", "mermaid").out.splitlines()
             if "subgraph" in line]
        for by in ("owner", "channel", "stage")
    }  # fmt: skip
    assert groups == {
        "owner": ["Digital", "Payments", "Nobody accountable"],
        "channel": ["web", "store"],
        "stage": ["Look", "Buying"],
    }


def test_findings_are_marked_unless_nobody_wants_them(drawable, cxmap):
    assert "1 error" in cxmap("draw", "basket", "checkout", "-f", "mermaid").out
    assert "error" not in cxmap("draw", "-f", "mermaid", "--no-findings").out


def test_in_another_language(drawable, cxmap):
    assert "Mirar" in cxmap("draw", "--lang", "es", "-f", "mermaid").out
    (drawable / "cxmap.yaml").write_text("cxmap: 1\nname: Acme\nlanguage: es\n")
    assert "Mirar" in cxmap("draw", "-f", "mermaid").out


def test_what_changed_since_a_revision(drawable, cxmap):
    repository = Repository.new(drawable)
    repository.commit({"map.yaml": MAP, "cxmap.yaml": "cxmap: 1\nname: Acme\n"})
    changed = MAP.replace("name: Pay here", "name: Pay now").replace("window: {stage: look", "door: {stage: buy")
    (drawable / "map.yaml").write_text(changed)
    text = cxmap("draw", "--since", "HEAD", "--no-findings", "-f", "mermaid").out
    assert '["Search<br>web<br>Digital"]' in text
    assert '[["Pay now<br>web<br>Payments<br>changed"]]' in text
    assert '(["Door<br>store<br>new"])' in text
    assert '{{"Window<br>store<br>gone"}}' in text
    selected = cxmap("draw", "state:changed", "--since", "HEAD", "--no-findings", "-f", "dot").out
    assert "Search" not in selected
    old = cxmap("draw", "--rev", "HEAD", "-f", "mermaid").out
    assert "Pay here" in old


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (["--view", "mapp"], "There is no `--view mapp`.", "Did you mean `map`?"),
        (["--by", "colour"], "There is no `--by colour`.", "Write owner, channel or stage."),
        (["--theme", "drak"], "There is no `--theme drak`.", "Did you mean `dark`?"),
        (["--scale", "0"], "`--scale 0` is too much or too little.", "Write a number up to 10."),
        (["--scale", "nan"], "`--scale nan` is too much or too little.", "Write a number up to 10."),
        (["--format", "gif"], "There is no format `gif`.", "The formats are dot, mermaid, png and svg."),
        (["--persona", "shoper"], "There is no persona `shoper`.", "Did you mean `persona:shopper`?"),
        (["--journey", "buy-onlin"], "There is no journey `buy-onlin`.", "Did you mean `journey:buy-online`?"),
        (["moment:pain"], "Nothing matches, so there is nothing to draw: none of 4 touchpoints.", "`cxmap list`"),
    ],
)
def test_what_cannot_be_drawn(drawable, cxmap, asked, message, hint):
    outcome = cxmap("draw", *asked)
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()
    assert first == f"error: {message}"
    assert hint in second


def test_what_is_left_out_is_said(shop, cxmap):
    names = [f"t{number}" for number in range(1003)]
    touchpoints = "".join(f"  {name}: {{stage: look, channel: web}}\n" for name in names)
    (shop / "map.yaml").write_text(f"stages: {{look: }}\ntouchpoints:\n{touchpoints}")
    outcome = cxmap("draw", "-f", "mermaid", "--no-findings")
    assert outcome.code == 0
    assert outcome.err.startswith("3 more touchpoints are not drawn. Draw less at a time:")
