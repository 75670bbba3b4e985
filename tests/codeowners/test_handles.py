"""Under which name an owner is asked."""

import pytest
from codeowners import CodeOwners
from codeowners_cases import OWNERS, handle, lines, warnings
from hypothesis import given
from hypothesis import strategies as st

from cxmap.app.codeowners.handles import email_address, github_handle

WAYS = [
    ('a: {kind: team, contact: {github: "@acme/web", email: a@b.example}}', "@acme/web"),
    ("a: {kind: team, contact: {email: a@b.example}}", "a@b.example"),
    ("a: {kind: team, contact: {chat: a, phone: '1'}}", ""),
    ('a: {kind: team, part_of: b, lead: c}\nb: {kind: team, contact: {github: "@b"}}\n@c', "@b"),
    ("a: {kind: team, part_of: b}\nb: {kind: team, part_of: c}\n@c", "@c"),
    ("a: {kind: team, lead: c}\n@c", "@c"),
    ("a: {kind: team, lead: Ann Lee}\n@c", ""),
    ("a: {kind: team, part_of: b}\nb: {kind: team, lead: c}\n@c", "@c"),
    ("a: {kind: team, part_of: b, lead: c}\nb: {kind: team, lead: d}\nd: {kind: person}\n@c", "@c"),
    ("a: {kind: team, part_of: nowhere, lead: c}\n@c", "@c"),
    ("a: {kind: team, part_of: a}", ""),
    ("a: {kind: team, part_of: b}\nb: {kind: team, part_of: a, lead: c}\n@c", "@c"),
    ('a: {kind: team, part_of: b}\nb: {kind: team, status: retired, part_of: c, contact: {github: "@b"}}\n@c', "@c"),
    ('a: {kind: team, lead: b}\nb: {kind: person, status: retired, contact: {github: "@b"}}', ""),
    ("a: {kind: team, part_of: b}\nb: {kind: team, status: retired, lead: c}\n@c", ""),
    ('a: {kind: team, contact: {github: "no handle", email: a@b.example}}', "a@b.example"),
    ('a: {kind: team, part_of: c, contact: {github: "no handle", email: nonsense}}\n@c', "@c"),
]


@pytest.mark.parametrize(("owners", "asked"), WAYS)
def test_the_closest_one_is_asked(owners, asked):
    spelled = owners.replace("@c\n", "").split("\n")
    known = ["c: {kind: person, contact: {github: '@c'}}" if line == "@c" else line for line in spelled]
    assert handle("".join(f"  {line}\n" for line in known)) == asked


def test_a_long_way_up_is_walked_once_for_all():
    # Each owner of this chain would walk through all of it: it takes a while if they do.
    size = 20_000
    chain = "".join(f"  o{number}: {{kind: team, part_of: o{number + 1}}}\n" for number in range(size))
    systems = "".join(f"  s{number}: {{owner: o{number}}}\n" for number in range(size))
    files = {"owners.yaml": f"owners:\n{chain}", "x.yaml": f"systems:\n{systems}"}
    assert len(lines(files)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ann", "@ann"),
        ("@Ann-Lee-2", "@Ann-Lee-2"),
        ("@ann_acme", "@ann_acme"),
        ("@acme/web", "@acme/web"),
        ("@acme/web_team-2", "@acme/web_team-2"),
        ("acme/web", "@acme/web"),
        ("ann", "@ann"),
    ],
)
def test_handles_of_github(text, expected):
    assert github_handle(text) == expected


HOSTILE = [
    "",
    "@",
    "@@maintainer",
    "@-ann",
    "@ann lee",
    "@ann\n* @evil",
    "@ann\r* @evil",
    "@ann\u2028* @evil",
    "@ann\n",
    "@ann#",
    "@ann.lee",
    "@acme/",
    "@acme/web/inner",
    "@acme/../web",
    "/acme",
    "@" + "a" * 40,
    "https://github.com/acme",
    "@аnn",  # noqa: RUF001 - a Cyrillic letter that looks like a Latin one
    "*",
    "!ann",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_handle(text):
    assert not github_handle(text)


@pytest.mark.parametrize("text", ["a@b.example", "First.Last+tag@mail.acme.co.uk", "a_b%c-d@x-y.io"])
def test_addresses(text):
    assert email_address(text) == text


@pytest.mark.parametrize(
    "text", ["a", "a@b", "a b@c.de", "@a.de", "a@b.de\n* @evil", "a#b@c.de", "ä@b.de", "a@b@c.de", "a@.de"]
)
def test_what_is_no_address(text):
    assert not email_address(text)


@pytest.mark.parametrize("field", ["github", "email"])
def test_what_is_no_handle_is_told_at_its_line_and_not_written(field):
    owners = f'owners:\n  a:\n    kind: team\n    contact:\n      {field}: "@x\\n* @evil"\n'
    files = {"owners.yaml": owners, "x.yaml": "systems: {s: {owner: a}}"}
    assert lines(files) == ["# /x.yaml: no GitHub handle or e-mail address for a"]
    invalid, missing = sorted(warnings(files), key=lambda row: row[2], reverse=True)
    assert invalid[:3] == ("invalid-handle", "owners.yaml", 5)
    assert "`@x\\u000a* @evil`" in invalid[3]
    assert missing[:3] == ("no-handle", "owners.yaml", 2)


def test_a_wrong_id_adds_no_line():
    files = {
        "owners.yaml": OWNERS + '  "x\\n* @evil": {kind: team}\n',
        "x.yaml": 'systems: {s: {owner: "x\\n* @evil"}, t: {owner: "y\\n* @evil"}, u: {owner: web}}',
    }
    assert lines(files) == [
        "# /x.yaml: no GitHub handle or e-mail address for an owner with a wrong id",
        "/x.yaml @acme/web",
    ]


@given(st.text() | st.text("@/a-_.\n #*!\\,"), st.sampled_from([github_handle, email_address]))
def test_what_is_written_is_one_owner_to_a_reader(text, taken):
    found = taken(text)
    if found:
        assert found in (text, f"@{text}")
        assert [name for _, name in CodeOwners(f"/x {found}").of("x")] == [found]
        assert found.isascii()
        assert found.isprintable()
        assert not {*" #*\\"} & {*found}
