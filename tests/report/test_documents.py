"""The documents of a map: what they say, where their links lead, and what hostile names do in them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from adapters.repositories import Repository
from report.pages_read import dangling, foreign, page, read, without_front_matter

ROOT = Path(__file__).parents[2]
RETAIL = ROOT / "examples" / "retail"
DAY = ("--today", "2026-12-01")

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](https://evil.example) @acme/team #1",
    "a|b `c` *d* _e_ \\ ~f~ $g$",
    "# Heading\n\n---\n\n- item",
    "{{ section }} {% for x in y %} {# no #}",
    "\u202eright to left \u0635\u0641\u062d\u0629 \U0001f6d2\ufe0f",
    "x" * 200,
    "\u2042" + "0\u2042 \u20420\u2042",
)


@pytest.fixture
def retail(tmp_path, monkeypatch, shop):
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(RETAIL, tmp_path / "retail")


def write(folder: Path, data: object, config: str = "cxmap: 1\nname: Acme\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cxmap.yaml").write_text(config, "utf-8")
    (folder / "map.yaml").write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    return folder


def test_every_link_leads_somewhere(retail, cxmap):
    outcome = cxmap("report", "docs", "--repo", retail, *DAY)
    assert outcome.code == 0
    assert outcome.err.endswith("files written, 0 unchanged, 0 removed.\n")
    assert dangling(Path("docs")) == []
    pages = read(Path("docs"))
    assert {path.partition("/")[0] for path in pages} >= {"README.md", "journeys", "stages", "owners", "glossary.md"}
    assert not [html for found in pages.values() for html in foreign(found)]


def test_the_overview_begins_with_a_sentence_and_a_picture(retail, cxmap):
    cxmap("report", "docs", "--repo", retail, *DAY)
    tokens = [token for token in page(Path("docs/README.md").read_text("utf-8")).tokens if token.type == "inline"]
    assert tokens[0].content == "Ternholt Home"
    assert tokens[1].content.startswith("51 touchpoints, 10 journeys and 43 owners")
    assert any(child.type == "image" for child in tokens[3].children or [])


def test_a_journey_tells_its_steps_and_who_delivers_it(retail, cxmap):
    cxmap("report", "docs", "--repo", retail, *DAY)
    source = Path("docs/journeys/new-kitchen.md").read_text("utf-8")
    assert (
        "| 1 | [Recommendation by an interior designer](../stages/awareness.md#touchpoint-designer-referral) |"
        in source
    )
    assert "Our architect says they measure twice." in source
    tables = [token for token in page(source).tokens if token.type == "table_open"]
    assert len(tables) == 6


def test_an_owner_is_told_what_they_deliver(retail, cxmap):
    cxmap("report", "docs", "--repo", retail, *DAY)
    source = Path("docs/owners/digital.md").read_text("utf-8")
    assert source.startswith("# Digital products\n\nDigital products is accountable for 7 touchpoints")
    headings = [line for line in source.splitlines() if line.startswith("## ")]
    assert headings[:4] == [
        "## Picture",
        "## What you deliver",
        "## Hand-overs that come in",
        "## Hand-overs that go out",
    ]


def test_the_steering_pack_ranks_what_is_worth_doing(retail, cxmap):
    cxmap("report", "docs", "--repo", retail, *DAY)
    source = Path("docs/steering.md").read_text("utf-8")
    assert "1 change to decide on, 1 disagreement to settle, 0 reviews overdue, 6 opportunities open." in source
    ranked = source.partition("## Opportunities")[2].partition("\n## ")[0]
    worth = [float(line.split(" | ")[5]) for line in ranked.splitlines() if " | [" in line]
    assert worth == sorted(worth, reverse=True)
    assert worth[0] == 5


def test_a_second_run_writes_nothing(retail, cxmap):
    Repository.new(retail).commit(message="the map")
    cxmap("report", "docs", "--repo", retail)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path("docs").rglob("*")}
    outcome = cxmap("report", "docs", "--repo", retail)
    assert outcome.err.startswith("0 files written,")
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path("docs").rglob("*")} == before


def test_what_is_gone_from_the_map_is_gone_from_the_folder(shop, cxmap):
    cxmap("report", "docs", *DAY)
    map_file = shop / "map.yaml"
    map_file.write_text(map_file.read_text().replace("digital", "web"))
    outcome = cxmap("report", "docs", *DAY)
    assert Path("docs/owners/web.md").exists()
    assert not Path("docs/owners/digital.md").exists()
    assert "removed" in outcome.err


def test_a_part_of_the_map_is_told_as_such(retail, cxmap):
    cxmap("report", "docs", "stage:purchase", "--repo", retail, *DAY)
    assert [path.name for path in sorted(Path("docs/stages").iterdir())] == ["purchase.md"]
    assert "These documents are about 7 of the 51 touchpoints." in Path("docs/README.md").read_text("utf-8")
    assert dangling(Path("docs")) == []


def test_links_lead_to_the_lines_of_the_commit_that_changed_them_last(shop, cxmap):
    repository = Repository.new(shop)
    commit = repository.commit(message="the map")
    (shop / "notes.txt").write_text("something else")
    repository.commit(message="notes")
    cxmap("report", "docs", "--links", "https://example.com/blob/", *DAY)
    source = Path("docs/stages/buy.md").read_text("utf-8")
    assert f"[`map.yaml:4`](https://example.com/blob/{commit}/map.yaml#L4)" in source
    (shop / "map.yaml").write_text("# moved\n" + (shop / "map.yaml").read_text())
    cxmap("report", "docs", "--links", "https://example.com/blob/", *DAY)
    assert "Declared in:** `map.yaml:5`" in Path("docs/stages/buy.md").read_text("utf-8")


def test_the_trend_follows_the_history(shop, cxmap):
    repository = Repository.new(shop)
    whole = (shop / "map.yaml").read_text()
    for month, text in ((1, whole.replace("raci: {accountable: digital}", "")), (2, whole + "# same\n"), (3, whole)):
        (shop / "map.yaml").write_text(text)
        repository.commit(message="edit", date=f"2026-0{month}-15T12:00:00Z")
    cxmap("report", "docs")
    source = Path("docs/steering.md").read_text("utf-8")
    assert "| 2026-01-15 | 2 | 2 |" in source
    assert "| 2026-02-15 | 2 | 0 |" in source
    assert "| now | 2 | 0 |" in source
    assert Path("docs/pictures/trend.svg").exists()
    assert cxmap("report", "docs").err.startswith("0 files written,")


def test_a_shallow_clone_has_the_past_that_it_has(shop, cxmap, tmp_path):
    repository = Repository.new(shop)
    for number in range(3):
        (shop / "map.yaml").write_text((shop / "map.yaml").read_text() + f"# {number}\n")
        repository.commit(message="edit")
    repository.clone(tmp_path / "shallow", "--depth", "1")
    outcome = cxmap("report", "docs", "--repo", tmp_path / "shallow")
    assert outcome.code == 0
    assert "Whether the map gets better" not in Path("docs/steering.md").read_text("utf-8")


def test_a_past_that_is_not_in_the_clone_is_said_to_be_missing(shop, cxmap):
    repository = Repository.new(shop)
    whole = (shop / "map.yaml").read_text()
    for text in (whole, whole + "# second\n", whole + "# third\n"):
        (shop / "map.yaml").write_text(text)
        repository.commit(message="edit")
    repository.loose(repository.blob(whole)).unlink()
    outcome = cxmap("report", "docs")
    assert outcome.code == 0
    assert "The past could not be looked at:" in Path("docs/steering.md").read_text("utf-8")


def test_without_a_past_there_is_no_trend(shop, cxmap):
    assert cxmap("report", "docs", *DAY).code == 0
    assert "Whether the map gets better" not in Path("docs/steering.md").read_text("utf-8")


def hostile_map(text: str) -> dict[str, object]:
    """Return a map in which everything that people may write freely is a text, and references lead nowhere."""
    free = {"name": text, "description": text, "tags": [text], "links": [{"title": text, "url": text}]}
    step = {"does": text, "thinks": text, "feels": -1, "pains": [text]}
    return {
        "stages": {"buy": {**free, "goal": text}},
        "owners": {
            "digital": {**free, "kind": "team", "function": text, "lead": text, "contact": {"email": text}},
            "web": {**free, "kind": "team"},
        },
        "personas": {"anna": {**free, "goals": [text]}},
        "data": {"card": {**free, "held_in": ["crm"]}},
        "systems": {"crm": {**free, "owner": "digital"}},
        "metrics": {"ces": {**free, "kind": "ces", "source": text, "scale": text}},
        "touchpoints": {
            "a": {
                **free,
                "stage": "buy",
                "channel": text,
                "aliases": [text],
                "raci": {"accountable": "digital", "informed": [text]},
                "captures": ["card"],
                "needs": [text],
                "systems": ["crm"],
                "metrics": ["ces"],
                "events": [text],
            },
            "b": {**free, "stage": text, "channel": "web", "raci": {"accountable": "web"}, "team": text},
        },
        "transitions": [
            {"from": "a", "to": "b", "when": text, "owner": text},
            {"from": "b", "to": "a", "kind": "back"},
        ],
        "journeys": {
            "j": {
                **free,
                "steps": [{"touchpoint": "a", **step}, {"any_of": ["b", text]}, {"journey": "j"}],
                "goal": text,
            }
        },
        "opportunities": {"o": {**free, "touchpoint": "a", "pain": text, "value": 5, "effort": 2}},
        "changes": {
            "c": {
                **free,
                "why": text,
                "owner": "digital",
                "touchpoints": ["a", text],
                "decisions": [{"by": text, "outcome": "deferred", "note": text}],
                "disagreements": [{"raised_by": text, "position": text}],
                "communications": [{"audience": text, "wave": "peers", "message": text}],
                "review": {"lessons": [text]},
            }
        },
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("reader", ["none", "mkdocs"])
def test_hostile_names_are_names(shop, cxmap, tmp_path, text, reader):
    repo = write(tmp_path / "hostile", hostile_map(text), yaml.safe_dump({"cxmap": 1, "name": text}))
    outcome = cxmap("report", "docs", "--repo", repo, "--front-matter", reader, *DAY)
    assert outcome.code == 0, outcome.err
    docs = Path("docs")
    assert dangling(docs) == []
    for path, found in read(docs).items():
        assert not foreign(found), path
        assert not [link for link in found.links if link.startswith("http")]
        assert sum(token.type == "hr" for token in found.tokens) == 1
    for path in (path for path in docs.rglob("*") if path.is_file()):
        assert len(path.name) < 120
    stage = page((docs / "stages" / "buy.md").read_text("utf-8"))
    shown = " ".join(text.split()).replace("\u202e", "\\u202e")
    assert shown in stage.text.replace("\u200b", "")


def test_names_that_no_file_can_bear_are_files_all_the_same(shop, cxmap, tmp_path):
    stages = ("aux", "con.x", "index", "UPPER", "../../up", "a/b", "sp ace", "y" * 300)
    touchpoints = {f"t{number}": {"stage": stage, "channel": "web"} for number, stage in enumerate(stages)}
    repo = write(tmp_path / "odd", {"touchpoints": touchpoints})
    assert cxmap("report", "docs", "--repo", repo, *DAY).code == 0
    files = [path.name for path in Path("docs/stages").iterdir()]
    assert len({name.casefold() for name in files}) == len(stages)
    assert not {"aux.md", "con.x.md", "index.md"} & set(files)
    assert dangling(Path("docs")) == []


@pytest.mark.parametrize(
    "data",
    [
        {"touchpoints": {"a": {"stage": "s", "channel": "web"}}},
        {"stages": {"s": {}}},
        {"owners": {"o": {"kind": "team"}}},
        {"journeys": {"a": {"steps": [{"journey": "b"}]}, "b": {"steps": [{"journey": "a"}]}}},
        {"touchpoints": {"a": {"stage": 3, "channel": ["x"]}, "b": {"stage": "s", "channel": "web"}}},
    ],
    ids=["one touchpoint", "no touchpoint", "only an owner", "a circle of journeys", "flaws"],
)
def test_small_and_odd_maps_have_documents(shop, cxmap, tmp_path, data):
    repo = write(tmp_path / "odd", data)
    outcome = cxmap("report", "docs", "--repo", repo, *DAY)
    assert outcome.code == 0, outcome.err
    assert dangling(Path("docs")) == []


def test_a_large_stage_goes_on_on_further_pages(shop, cxmap, tmp_path):
    touchpoints = {f"t{number:03}": {"stage": "buy", "channel": "web"} for number in range(250)}
    stages = {"buy": {}, "buy-2": {}}
    repo = write(tmp_path / "large", {"stages": stages, "touchpoints": touchpoints})
    cxmap("report", "docs", "--repo", repo, *DAY)
    assert sorted(path.name for path in Path("docs/stages").iterdir()) == [
        *("buy-2.md", "buy.md", "buy_2.md", "buy_3.md"),
    ]
    assert dangling(Path("docs")) == []
    assert "touchpoint-t249" in read(Path("docs"))["stages/buy_3.md"].spots


# Other readers.


@pytest.mark.parametrize(
    ("reader", "home", "keys"),
    [
        ("mkdocs", "index.md", {"title", "description", "tags"}),
        ("backstage", "index.md", {"title", "description"}),
        ("sphinx", "index.md", {"myst"}),
        ("none", "README.md", set()),
    ],
)
def test_front_matter_is_what_the_reader_takes(retail, cxmap, reader, home, keys):
    cxmap("report", "docs", "--repo", retail, "--front-matter", reader, *DAY)
    found, _ = without_front_matter(Path("docs", home).read_text("utf-8"))
    assert set(found if isinstance(found, dict) else ()) == keys


def test_sphinx_builds_them_without_a_warning(retail, cxmap):
    cxmap("report", "docs", "--repo", retail, "--front-matter", "sphinx", *DAY)
    Path("docs/conf.py").write_text('extensions = ["myst_parser"]\n')
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", "docs", "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")
    assert (
        'href="../stages/purchase.html#cxmap-touchpoint-store-till"'
        in Path("site/journeys/new-kitchen.html").read_text()
    )


# Languages.


def test_names_and_descriptions_come_in_the_language_that_is_asked_for(shop, cxmap, tmp_path):
    spanish = {"es": {"name": "La cesta", "description": "Lo elegido."}}
    basket = {
        "name": "Basket",
        "description": "What was chosen.",
        "stage": "buy",
        "channel": "web",
        "translations": spanish,
    }
    repo = write(tmp_path / "two", {"stages": {"buy": {}}, "touchpoints": {"basket": basket}})
    cxmap("report", "docs", "--repo", repo, "--lang", "es", *DAY)
    source = Path("docs/stages/buy.md").read_text("utf-8")
    assert "## La cesta" in source
    assert "Lo elegido." in source
    assert "Basket" not in source


def test_what_has_changed_since_a_revision_is_told_and_marked(shop, cxmap):
    Repository.new(shop).commit(message="the map")
    text = (shop / "map.yaml").read_text()
    new = "till: {name: The till, stage: buy, channel: store, captures: [], entry: true, exit: true}"
    lines = [line for line in text.splitlines() if "checkout" not in line and "transitions" not in line]
    (shop / "map.yaml").write_text("\n".join([*lines, f"  {new}"]) + "\n")
    cxmap("report", "docs", "--since", "HEAD", *DAY)
    source = Path("docs/README.md").read_text("utf-8")
    assert (
        "## What has changed since HEAD\n\n- **New touchpoints:** [The till](stages/buy.md#touchpoint-till)\n" in source
    )
    assert "- **Touchpoints that are gone:** Checkout\n" in source
    assert "new" in Path("docs/pictures/map.svg").read_text("utf-8")
    cxmap("report", "part", "state:changed", "--since", "HEAD", *DAY)
    assert "## Basket" not in Path("part/stages/buy.md").read_text("utf-8")
    assert dangling(Path("part")) == []
