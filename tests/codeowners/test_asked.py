"""Who is asked about a file: the owners of what is declared in it, and the committee about the rest."""

import pytest
from codeowners_cases import CONFIG, OWNERS, lines, survey, warnings

from cxmap.errors import CxmapError
from cxmap.report.codeowners import Mixed
from cxmap.source.tree import CONFIG_FILE

RACI = "touchpoints: {pay: {stage: s, channel: web, raci: %s}}\n"


def of(text: str, *roles: str) -> list[str]:
    """Return the lines about a file of this text, in a map without a committee."""
    return lines({"owners.yaml": OWNERS, "x.yaml": text}, *roles)


@pytest.mark.parametrize(
    "text",
    [
        RACI % "{accountable: web, responsible: [stores], consulted: [board], informed: [stores]}",
        "transitions: [{from: a, to: b, owner: web}]",
        "journeys: {buy: {steps: [a], owner: web}}",
        "systems: {shop: {owner: web}}",
        "changes: {c: {reason: customer, owner: web, status: proposed}}",
    ],
)
def test_the_owners_of_what_is_declared_are_asked(text):
    assert of(text) == ["/x.yaml @acme/web"]


@pytest.mark.parametrize(
    "text",
    [
        RACI % "{consulted: [web]}",
        "touchpoints: {pay: {stage: s, channel: web, team: web}}",
        "owners: {other: {kind: team, lead: web, part_of: web}}",
        "opportunities: {faster: {touchpoint: pay, owner: web}}",
        "interactions: [{text: A note, by: web}]",
        "stages: {s: }",
        "",
    ],
)
def test_without_an_owner_there_is_no_line(text):
    assert of(text) == ["# Nobody can be asked about any file of the map yet."]


@pytest.mark.parametrize(
    ("raci", "roles", "asked"),
    [
        ("{accountable: web, responsible: [stores]}", ["accountable"], "@acme/web"),
        ("{accountable: web, responsible: [stores]}", ["responsible"], "stores@acme.example"),
        ("{accountable: web, responsible: [stores]}", ["accountable", "responsible"], "@acme/web stores@acme.example"),
        ("{accountable: web}", ["responsible"], "@acme/web"),
        ("{accountable: web, consulted: [stores, board]}", ["consulted"], "@acme/board stores@acme.example"),
        ("{accountable: web, informed: [stores]}", ["informed"], "stores@acme.example"),
    ],
)
def test_the_roles_can_be_chosen(raci, roles, asked):
    assert of(RACI % raci, *roles) == [f"/x.yaml {asked}"]


def test_files_come_in_the_order_of_their_paths_and_owners_in_that_of_their_handles():
    system = "systems: {%s: {owner: %s}, %s-too: {owner: web}}"
    files = {"owners.yaml": OWNERS, "b/z.yaml": system % ("z", "stores", "z"), "a.yaml": system % ("a", "board", "a")}
    expected = ["/a.yaml @acme/board @acme/web", "/b/z.yaml @acme/web stores@acme.example"]
    assert lines(files) == expected
    assert lines(dict(reversed(files.items()))) == expected


def test_the_same_handle_is_written_once():
    owners = (
        'owners:\n  a: {kind: team, contact: {github: "@Acme/web"}}\n  b: {kind: team, contact: {github: acme/web}}\n'
    )
    text = "systems: {s: {owner: a}, t: {owner: b}}"
    assert lines({"owners.yaml": owners, "x.yaml": text}) == ["/x.yaml @Acme/web"]


def test_the_committee_is_asked_about_the_rest():
    files = {CONFIG_FILE: CONFIG, "owners.yaml": OWNERS, "x.yaml": "systems: {s: {owner: web}}"}
    report = survey(files)
    assert [(file.path, file.asked[0].handle, file.by_committee) for file in report.files] == [
        ("cxmap.yaml", "@acme/board", True),
        ("owners.yaml", "@acme/board", True),
        ("x.yaml", "@acme/web", False),
    ]
    assert not report.notices


def test_the_committee_is_asked_where_the_owners_cannot_be():
    files = {
        CONFIG_FILE: CONFIG,
        "owners.yaml": OWNERS + "  legal: {kind: team}\n  gone: {kind: team, status: retired}\n",
        "x.yaml": "systems: {s: {owner: legal}, t: {owner: gone}, u: {owner: nobody}}",
    }
    assert lines(files)[-2:] == [
        "# /x.yaml: no GitHub handle or e-mail address for legal",
        "/x.yaml @acme/board",
    ]


def test_a_committee_that_cannot_be_asked_is_a_warning():
    files = {CONFIG_FILE: CONFIG, "x.yaml": "stages: {s: }"}
    assert lines(files) == ["# Nobody can be asked about any file of the map yet."]
    assert warnings(files) == [
        (
            "unknown-owner",
            "cxmap.yaml",
            3,
            "Owner `board` is not declared, so nobody is asked in its name about cxmap.yaml and x.yaml.",
        )
    ]


def test_an_owner_without_a_handle_is_named_in_a_comment_and_a_warning():
    files = {
        "owners.yaml": f"{OWNERS}  legal: {{kind: team, name: Legal affairs}}\n",
        "x.yaml": "systems: {s: {owner: legal}, t: {owner: web}}",
        "y.yaml": "systems: {u: {owner: legal}}",
    }
    assert lines(files) == [
        "# /x.yaml: no GitHub handle or e-mail address for legal",
        "/x.yaml @acme/web",
        "# /y.yaml: no GitHub handle or e-mail address for legal",
    ]
    ((kind, path, line, sentence),) = warnings(files)
    assert (kind, path, line) == ("no-handle", "owners.yaml", 5)
    assert sentence.startswith("Owner Legal affairs (`legal`) has neither")
    assert sentence.endswith("nobody is asked in its name about x.yaml and y.yaml.")


def test_retired_owners_are_not_asked():
    owners = OWNERS + '  gone: {kind: team, part_of: web, status: retired, contact: {github: "@acme/gone"}}\n'
    files = {"owners.yaml": owners, "x.yaml": "systems: {s: {owner: gone}, t: {owner: stores}}"}
    assert lines(files) == ["/x.yaml stores@acme.example"]
    assert [row[:3] for row in warnings(files)] == [("retired-owner", "owners.yaml", 5)]


def test_a_retired_owner_of_retired_touchpoints_is_no_warning():
    touchpoint = "touchpoints: {pay: {stage: s, channel: web, status: retired, raci: {accountable: %s}}}"
    owners = OWNERS + "  gone: {kind: team, status: retired}\n"
    files = {"owners.yaml": owners, "x.yaml": touchpoint % "gone", "y.yaml": touchpoint.replace("pay", "b") % "web"}
    assert lines(files) == ["/y.yaml @acme/web"]
    assert not warnings(files)


def test_an_unknown_owner_is_a_warning_where_it_is_named():
    files = {"owners.yaml": OWNERS, "x.yaml": "transitions:\n  - from: a\n    to: b\n    owner: wbe\n"}
    assert [row[:3] for row in warnings(files)] == [("unknown-owner", "x.yaml", 4)]


def test_an_id_declared_twice_is_owned_in_both_files():
    files = {"owners.yaml": OWNERS, "x.yaml": "systems: {s: {owner: web}}", "y.yaml": "systems: {s: {owner: stores}}"}
    assert lines(files) == ["/x.yaml @acme/web", "/y.yaml stores@acme.example"]


def test_paths_begin_at_the_root_of_git():
    files = {"owners.yaml": OWNERS, "deep/x.yaml": "systems: {s: {owner: web}}"}
    assert lines(files, folder="maps/our shop") == ["/maps/our\\ shop/deep/x.yaml @acme/web"]


def test_a_folder_that_cannot_be_expressed_is_refused():
    with pytest.raises(CxmapError, match=r"The path a#b holds `#`, which CODEOWNERS cannot express\."):
        lines({"owners.yaml": OWNERS}, folder="a#b")


def test_a_path_that_cannot_be_expressed_is_left_out_with_a_warning():
    files = {"owners.yaml": OWNERS, "a#b.yaml": "systems: {s: {owner: web}}", "c.yaml": "systems: {t: {owner: web}}"}
    assert lines(files) == ["/c.yaml @acme/web"]
    assert [row[:3] for row in warnings(files)] == [("path", "a#b.yaml", 1)]


def test_a_file_that_mixes_accountable_owners_is_told_with_figures():
    raci = "{stage: s, channel: web, raci: {accountable: %s, responsible: [board]}}"
    mine = f"a: {raci % 'web'}, b: {raci % 'stores'}, c: {raci % 'stores'}"
    files = {"owners.yaml": OWNERS, "x.yaml": f"touchpoints: {{{mine}}}", "y.yaml": RACI % "{accountable: web}"}
    assert survey(files).mixed == (Mixed("x.yaml", (("stores", 2), ("web", 1))),)
    assert survey(files, "informed").mixed == survey(files).mixed


@pytest.mark.parametrize(
    "text",
    [
        "touchpoints: {a: [",  # no YAML
        "touchpionts: {}",  # an unknown section
        "touchpoints: {a: {stage: s, channel: web, rcai: {accountable: web}}}",
        "touchpoints: {a: {stage: s, channel: web, raci: {accountable: [web]}}}",
        "touchpoints: {a: {channel: web, raci: {accountable: web}}}",  # lost for want of a stage
        "touchpoints: {a: {stage: s, channel: web, raci: {accountable: web, accountable: stores}}}",
        "transitions: [{from: a, to: b, ownr: web}]",
        "owners: {other: {kind: team, contact: {githb: web}}}",
    ],
)
def test_nobody_is_forgotten_because_something_cannot_be_read(text):
    with pytest.raises(CxmapError, match="cannot be read, and it may say who owns what"):
        of(text)


@pytest.mark.parametrize(
    "text",
    [
        "touchpoints: {a: {stage: s, channel: web, volume: many, raci: {accountable: web}}}",
        "owners: {other: {kind: team, colour: red}}\nsystems: {s: {owner: web}}",
        "metrics: {m: {kind: nps, owner: stores}}\nsystems: {s: {owner: web}}",
    ],
)
def test_what_says_nothing_about_owners_may_be_wrong(text):
    assert of(text) == ["/x.yaml @acme/web"]
