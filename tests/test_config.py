"""`cxmap.yaml`: every way it can be wrong gets one line with the place and what to do; the rest means what it says."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import MemoryTree

from cxmap.app.severity import Severities
from cxmap.app.validate import Scope, check
from cxmap.config import read_settings
from cxmap.errors import CxmapError
from cxmap.findings import Severity
from cxmap.rules import all_rules
from cxmap.source.tree import CONFIG_FILE
from cxmap.visible import visible
from cxmap.words import say

TODAY = dt.date(2026, 11, 21)
NOTHING: frozenset[str] = frozenset()


def settings_of(text: str | bytes):
    return read_settings(MemoryTree({CONFIG_FILE: text}))


def refusal(text: str | bytes) -> CxmapError:
    with pytest.raises(CxmapError) as caught:
        Severities(settings_of(text), NOTHING, NOTHING)
    return caught.value


WRONG = {
    "empty": (
        "",
        "1:1: It does not say which format it has.",
        "Begin it with the line `cxmap: 1`.",
    ),
    "a list": ("- cxmap\n", "1:1: It is a mapping", "Begin it with"),
    "a word": ("hello", "1:1: It is a mapping", "Begin it with"),
    "no format": (
        "name: Acme\n",
        "1:1: It does not say which format it has.",
        "Begin it with the line `cxmap: 1`.",
    ),
    "format left empty": ("name: Acme\ncxmap:\n", "1:1: It does not say which format it has.", "Begin it with"),
    "newer format": (
        "name: Acme\ncxmap: 2\n",
        "2:8: The format `2` is not one that this cxmap reads",
        "Install a newer",
    ),
    "newer half": ("cxmap: 1.5\n", "1:8: The format `1.5` is not one", "Install a newer cxmap."),
    "older format": ("cxmap: 0\n", "1:8: The format `0` is not one", "Write `cxmap: 1`, without quotes."),
    "format in quotes": ('cxmap: "1"\n', "1:8: The format `1` is not one", "Write `cxmap: 1`, without quotes."),
    "format in words": ("cxmap: one\n", "1:8: The format `one` is not one", "Write `cxmap: 1`"),
    "format as truth": ("cxmap: true\n", "1:8: The format `true` is not one", "Write `cxmap: 1`"),
    "format as list": ("cxmap: [1]\n", "1:8: The format `['1']` is not one", "Write `cxmap: 1`"),
    "hidden character": ("cxmap: 1\nname: \u202eemca\nlanguage: x\u200b\n", "3:11: `language` is one of", ""),
    "no YAML": ("cxmap: 1\nname: [Acme\n", "2:7: A list in brackets is not closed", "Write `[one, two]`."),
    "two documents": ("cxmap: 1\n---\ncxmap: 1\n", "2:1: A second document starts here", "Move what follows"),
    "a tag": ("cxmap: !!python/object:os.system 1\n", "1:8: The tag `", "Leave the tag out"),
    "no UTF-8": (b"cxmap: 1\nname: \xff\n", "2:7: ", ""),
    "a conflict": ("<<<<<<< ours\ncxmap: 1\n=======\ncxmap: 2\n>>>>>>> theirs\n", "1:1: ", ""),
    "written twice": ("cxmap: 1\nname: A\nname: B\n", "3:1: `name` is written twice", "Keep one of the two."),
    "unknown setting": ("cxmap: 1\nrule: {}\n", "2:1: There is no field `rule` here.", "Did you mean `rules`?"),
    "unknown limit": (
        "cxmap: 1\nrules: {limits: {reviewdays: 9}}\n",
        "2:18: There is no field `reviewdays` here.",
        "Did you mean `review_days`?",
    ),
    "journeys": ("cxmap: 1\ntouchpoints: {}\n", "2:1: There is no field `touchpoints` here.", "The fields here are"),
    "language": ("cxmap: 1\nlanguage: eng\n", "2:11: `language` is one of `en`", "Did you mean `en`?"),
    "name as list": ("cxmap: 1\nname: [Acme]\n", "2:7: `name` takes a text.", ""),
    "include as text": ('cxmap: 1\ninclude: "*.yaml"\n', "2:10: `include` takes a list", "Write `include: [*.yaml]`."),
    "include nothing": ("cxmap: 1\ninclude: [~]\n", "2:11: ", ""),
    "exclude as mapping": ("cxmap: 1\nexclude: {a: b}\n", "2:10: `exclude` takes a list", ""),
    "governance": ("cxmap: 1\ngovernance: {require_change: always}\n", "2:30: `require_change` is one of `never`", ""),
    "governance as text": ("cxmap: 1\ngovernance: strict\n", "2:13: `governance` takes a mapping", ""),
    "severity": (
        "cxmap: 1\nrules: {severity: {orphan-touchpoint: warn}}\n",
        "2:39: `orphan-touchpoint` is one of `error`, `warning`, `info` and `off`.",
        "Did you mean `warning`?",
    ),
    "severity as list": ("cxmap: 1\nrules: {severity: [off]}\n", "2:19: `severity` takes a mapping", ""),
    "severity in a folder": (
        "cxmap: 1\nrules:\n  per_path:\n    legacy/**: {orphan-touchpoint: no}\n",
        "4:36: `orphan-touchpoint` is one of `error`",
        "",
    ),
    "a rule for a folder without table": (
        "cxmap: 1\nrules:\n  per_path:\n    legacy/**: off\n",
        "4:16: `legacy/**` takes a mapping",
        "",
    ),
    "limit in words": ("cxmap: 1\nrules: {limits: {consulted: five}}\n", "2:29: `consulted` takes a number", ""),
    "limit in quotes": ('cxmap: 1\nrules: {limits: {consulted: "5"}}\n', "2:29: `consulted` takes a number", ""),
    "half a limit": ("cxmap: 1\nrules: {limits: {consulted: 1.5}}\n", "2:29: `consulted` takes a whole number.", ""),
    "limit below nothing": (
        "cxmap: 1\nrules: {limits: {review_days: -1}}\n",
        "2:31: `review_days` must be at least 0.",
        "",
    ),
    "too alike": ("cxmap: 1\nrules: {limits: {similarity: 101}}\n", "2:30: `similarity` must be at most 100.", ""),
    "not alike": ("cxmap: 1\nrules: {limits: {similarity: 49}}\n", "2:30: `similarity` must be at least 50.", ""),
    "customers before colleagues": (
        "cxmap: 1\ncommunication: {lead_days: {support: 3, customers: 4}}\n",
        "2:52: `customers` would be told 4 working days before the change, and `support` only 3.",
        "Write peers, teams, support and customers, none with more days than the one before it.",
    ),
    "teams before peers, by what is left out": (
        "cxmap: 1\ncommunication:\n  lead_days:\n    peers: 10\n",
        "4:5: `teams` would be told 20 working days before the change, and `peers` only 10.",
        "Write peers",
    ),
    "more than a year ahead": (
        "cxmap: 1\ncommunication: {lead_days: {peers: 251}}\n",
        "2:36: `peers` must be at most 250.",
        "",
    ),
    "no day is worked": ("cxmap: 1\ncommunication: {working_days: []}\n", "2:31: `working_days` is empty.", ""),
    "a day of another week": (
        "cxmap: 1\ncommunication: {working_days: [mon, monday]}\n",
        "2:37: `working_days` is one of `mon`, `tue`",
        "",
    ),
    "no such holiday": (
        "cxmap: 1\ncommunication: {holidays: [2026-12-25, 2026-02-30]}\n",
        "2:40: ",
        "",
    ),
    "glossary": ("cxmap: 1\nrules: {glossary: [till]}\n", "2:20: `glossary` takes a list", "Write `glossary: [till]`."),
    "pattern that is none": (
        'cxmap: 1\nexclude: ["drafts/**", "!"]\n',
        "2:24: `!` is no pattern of paths. It names nothing",
        "Write it as in .gitignore",
    ),
    "open set": ("cxmap: 1\ninclude: ['[a.yaml']\n", "2:11: `[a.yaml` is no pattern of paths. Its `[` is never", ""),
    "backslash": ("cxmap: 1\ninclude: ['a\\']\n", "2:11: `a\\` is no pattern of paths. Nothing follows", ""),
    "pattern of a folder": (
        "cxmap: 1\nrules:\n  per_path:\n    '[z-a]': {orphan-touchpoint: off}\n",
        "4:5: `[z-a]` is no pattern of paths. In `[z-a]`, `z-a` is the wrong way round.",
        "",
    ),
    "endless pattern": (f"cxmap: 1\ninclude: [{'a' * 501}]\n", "2:11: `aaa", ""),
    "too many patterns": (f"cxmap: 1\ninclude: [{'a,' * 201}]\n", "2:10: `include` holds too much: at most 200.", ""),
    "unknown rule": (
        "cxmap: 1\nrules:\n  severity:\n    orphan-touchpont: off\n",
        "4:5: `severity` names the rule `orphan-touchpont`, which does not exist.",
        "Did you mean `orphan-touchpoint`?",
    ),
    "a family": (
        "cxmap: 1\nrules: {severity: {flow: off}}\n",
        "2:20: `severity` names the rule `flow`, which does not exist.",
        "`cxmap rule` lists them all.",
    ),
    "unknown rule for a folder": (
        "cxmap: 1\nrules:\n  per_path:\n    legacy/**: {orphans: off}\n",
        "4:17: `per_path` names the rule `orphans`, which does not exist.",
        "",
    ),
    "several": (
        "cxmap: 1\nrules: {limits: {consulted: five}}\nlanguage: xx\nnom: Acme\n",
        "2:29: `consulted` takes a number. (2 more after this one.)",
        "",
    ),
    "two": (
        "cxmap: 1\nlanguage: xx\nnom: Acme\n",
        "2:11: `language` is one of `en`, `es`, `it` and `pt`. (1 more after this one.)",
        "",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_line_with_the_place_and_what_to_do(name):
    text, message, hint = WRONG[name]
    error = refusal(text)
    told, advice = str(error), say(error.hint) if error.hint else ""
    assert told.startswith(f"cxmap.yaml:{message}")
    assert advice.startswith(hint)
    assert len(told.splitlines()) == 1
    assert len(advice.splitlines()) <= 1
    assert told == visible(told)


def test_a_newer_format_is_said_before_all_else():
    assert say(refusal("nom: Acme\ncxmap: 7\nlanguage: xx\n").hint) == "Install a newer cxmap."


def test_a_missing_file_says_how_to_start():
    tree = MemoryTree({})
    del tree.files[CONFIG_FILE]
    with pytest.raises(CxmapError) as caught:
        read_settings(tree)
    assert str(caught.value) == "cxmap.yaml cannot be read in the tree: There is no such file."
    assert "cxmap init" in say(caught.value.hint)


def test_defaults():
    config = settings_of("cxmap: 1").config
    assert config.include == ("**/*.yaml", "**/*.yml")
    assert config.exclude == ()
    assert (config.name, config.language, config.base) == (None, "en", None)
    assert config.governance.committee is None
    assert config.governance.require_change == "never"
    limits = config.rules.limits
    assert (limits.consulted, limits.similarity, limits.review_days) == (5, 90, 180)
    lead = config.communication.lead_days
    assert (lead.peers, lead.teams, lead.support, lead.customers) == (30, 20, 15, 5)
    assert config.communication.holidays == ()
    assert config.communication.working_days == ("mon", "tue", "wed", "thu", "fri")


def test_everything():
    config = settings_of("""
cxmap: 1.0
name: 2026
language: pt
base: main
include: ["maps/**"]
exclude: [mkdocs.yml]
governance: {committee: cx-steering, require_change: any}
communication:
  lead_days: {peers: 40, teams: 10, support: 10, customers: 0}
  holidays: [2026-12-25]
  working_days: [sun, mon, tue]
rules:
  severity: {similar-touchpoint: error, stale-review: off}
  per_path: {"legacy/**": {orphan-touchpoint: off}}
  limits: {consulted: 0, similarity: 50, review_days: 90}
  glossary: [[till, checkout]]
""").config
    assert config.name == "2026"
    assert config.governance.committee == "cx-steering"
    assert config.rules.severity == {"similar-touchpoint": Severity.ERROR, "stale-review": Severity.OFF}
    assert config.rules.per_path == {"legacy/**": {"orphan-touchpoint": Severity.OFF}}
    assert config.rules.limits.consulted == 0
    assert config.communication.lead_days.customers == 0
    assert config.communication.holidays == (dt.date(2026, 12, 25),)
    assert config.communication.working_days == ("sun", "mon", "tue")
    assert config.rules.glossary == (("till", "checkout"),)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_what_is_left_empty_is_absent(nothing):
    lines = "".join(f"{name}: {nothing}\n" for name in ("name", "language", "base", "include", "governance", "rules"))
    assert settings_of(f"cxmap: 1\n{lines}").config == settings_of("cxmap: 1").config
    inner = f"rules: {{severity: {nothing}, per_path: {nothing}, limits: {{consulted: {nothing}}}}}\n"
    assert settings_of(f"cxmap: 1\n{inner}").config == settings_of("cxmap: 1").config


def test_a_mark_at_the_beginning_and_line_ends_of_windows_are_fine():
    assert settings_of(b"\xef\xbb\xbfcxmap: 1\r\nname: Acme\r\n").config.name == "Acme"


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_anything_is_settings_or_a_refusal(content):
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    for text in (data, b"cxmap: 1\n" + data, b"cxmap: 1\ninclude: [" + data + b"]\n"):
        refused = refusal_of(text)
        assert refused is None or (refused == visible(refused) and refused.startswith("cxmap.yaml:"))


def refusal_of(text: bytes) -> str | None:
    try:
        Severities(settings_of(text), NOTHING, NOTHING)
    except CxmapError as error:
        return str(error)
    return None


PER_PATH = """
cxmap: 1
rules:
  severity: {orphan-touchpoint: info, no-steering-committee: off, unaccountable-touchpoint: off}
  per_path:
    "**": {orphan-touchpoint: warning}
    legacy/: {orphan-touchpoint: off, no-steering-committee: info}
    legacy/keep.yaml: {orphan-touchpoint: error}
    "*.yml": {metric-without-target: off}
"""


@pytest.mark.parametrize(
    ("rule", "path", "severity"),
    [
        ("orphan-touchpoint", "web.yaml", Severity.WARNING),
        ("orphan-touchpoint", "legacy/fax.yaml", Severity.OFF),
        ("orphan-touchpoint", "legacy/keep.yaml", Severity.ERROR),
        ("orphan-touchpoint", "new/legacy/keep.yaml", Severity.OFF),
        ("orphan-touchpoint", "web.yml", Severity.WARNING),
        ("no-steering-committee", "web.yaml", Severity.OFF),
        ("no-steering-committee", "legacy/fax.yaml", Severity.INFO),
        ("unaccountable-touchpoint", "web.yaml", Severity.OFF),
        ("metric-without-target", "a/web.yml", Severity.OFF),
        ("metric-without-target", "a/web.yaml", Severity.INFO),
    ],
)
def test_the_last_pattern_that_names_the_rule_decides(rule, path, severity):
    severities = Severities(settings_of(PER_PATH), NOTHING, NOTHING)
    found = all_rules()[rule]
    assert severities.of(found, found.severity, path) is severity


def test_a_rule_runs_where_it_may_find_something():
    severities = Severities(settings_of(PER_PATH), NOTHING, NOTHING)
    assert severities.runs(all_rules()["no-steering-committee"])
    assert not severities.runs(all_rules()["unaccountable-touchpoint"])


def test_a_finding_has_its_own_severity_unless_somebody_decided():
    severities = Severities(settings_of("cxmap: 1\nrules: {severity: {unowned-handover: error}}"), NOTHING, NOTHING)
    rules = all_rules()
    assert severities.of(rules["unowned-handover"], Severity.WARNING, "a.yaml") is Severity.ERROR
    assert severities.of(rules["unaccountable-touchpoint"], Severity.WARNING, "a.yaml") is Severity.WARNING


def test_selected_and_ignored_rules_and_families():
    settings = settings_of("cxmap: 1")
    rules = all_rules()
    chosen = Severities(settings, frozenset({"ownership"}), frozenset({"person-in-raci"}))
    assert chosen.runs(rules["unowned-handover"])
    assert not chosen.runs(rules["person-in-raci"])
    assert not chosen.runs(rules["orphan-touchpoint"])


@pytest.mark.parametrize(("select", "ignore", "option"), [("flows", "", "--select"), ("", "flows", "--ignore")])
def test_unknown_rules_on_the_command_line(select, ignore, option):
    with pytest.raises(CxmapError) as caught:
        Severities(settings_of("cxmap: 1"), frozenset({select} - {""}), frozenset({ignore} - {""}))
    assert str(caught.value) == f"{option} names the rule `flows`, which does not exist."
    assert say(caught.value.hint) == "Did you mean `flow`?"


def test_the_first_unknown_rule_is_always_the_same():
    names = frozenset({"zzz", "aaa", "mmm"})
    with pytest.raises(CxmapError, match="`aaa`"):
        Severities(settings_of("cxmap: 1"), names, NOTHING)


def test_included_and_excluded_files():
    config = 'cxmap: 1\ninclude: ["maps/**", "!maps/old/**"]\nexclude: ["*.draft.yaml"]\n'
    paths = ["maps/web.yaml", "maps/old/web.yaml", "maps/new.draft.yaml", "web.yaml"]
    tree = MemoryTree({CONFIG_FILE: config, **dict.fromkeys(paths, "stages: {buy: }\n")})
    assert check(tree, Scope(TODAY)).repository.files == 1


def test_nothing_to_read_is_never_fine():
    tree = MemoryTree({CONFIG_FILE: "cxmap: 1\ninclude: []\n", "web.yaml": "stages: {buy: }\n"})
    with pytest.raises(CxmapError, match="no journey files"):
        check(tree, Scope(TODAY))


def test_limits_of_rules_reach_the_rules():
    journey = "stages: {buy: }\ntouchpoints: {till: {stage: buy, channel: store, reviewed: 2026-11-11}}\n"
    found = []
    for days in (9, 10):
        config = f"cxmap: 1\nrules: {{limits: {{review_days: {days}}}}}\n"
        findings = check(MemoryTree({CONFIG_FILE: config, "web.yaml": journey}), Scope(TODAY)).findings
        found.append("stale-review" in {finding.rule for finding in findings})
    assert found == [True, False]
