"""Every rule against its cases, and against the two examples of its page.

A case is a small repository in `tests/rules/RULE/CASE/`. A comment `#! rule-id` at the end of a line says that this
rule finds something there; several ids are separated by spaces. All findings are compared, so a rule that flags too
much fails in somebody else's case. The severity can be named where it is not the rule's own: `#! rule-id=warning`.
"""

import datetime
import re
from pathlib import Path

import pytest
from trees import MemoryTree, tree_of

from cxmap.app.validate import Checked, Scope, check
from cxmap.message import Message
from cxmap.rules import all_rules
from cxmap.words import say

CASES = Path(__file__).parent / "rules"
TODAY = datetime.date(2026, 11, 21)
MARK = re.compile(r"#!\s*(.+?)\s*$")


def checked(tree: MemoryTree) -> Checked:
    return check(tree, Scope(TODAY))


def marks(tree: MemoryTree) -> list[str]:
    return sorted(
        f"{path}:{number}: {mark.partition('=')[0]}"
        for path, content in tree.files.items()
        for number, line in enumerate(content.decode().splitlines(), 1)
        if (found := MARK.search(line))
        for mark in found[1].split()
    )


def severities(tree: MemoryTree) -> dict[str, str]:
    return {
        f"{path}:{number}: {mark.partition('=')[0]}": mark.partition("=")[2]
        for path, content in tree.files.items()
        for number, line in enumerate(content.decode().splitlines(), 1)
        if (found := MARK.search(line))
        for mark in found[1].split()
        if "=" in mark
    }


@pytest.mark.parametrize("case", sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*")))
def test_case(case):
    tree = tree_of(CASES / case)
    findings = checked(tree).findings
    assert sorted(f"{f.place.path}:{f.place.span.line + 1}: {f.rule}" for f in findings) == marks(tree), [
        f"{f.place.path}:{f.place.span.line + 1}: {f.rule}: {say(f.message)}" for f in findings
    ]
    found = {f"{f.place.path}:{f.place.span.line + 1}: {f.rule}": f.severity.value for f in findings}
    expected = severities(tree)
    assert {key: found[key] for key in expected} == expected
    for finding in findings:
        assert_sayable(finding.message, finding.hint, *(related.message for related in finding.related))


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_page(name):
    page = all_rules()[name].page
    assert page.summary.endswith(".")
    assert page.why
    assert name in rules_found(page.flagged)
    assert name not in rules_found(page.clean)


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_every_rule_has_cases(name):
    marked = [mark for case in CASES.glob(f"{name}/*") for mark in marks(tree_of(case))]
    assert any(mark.endswith(f" {name}") for mark in marked), "no case in which it finds something"
    assert any(name not in " ".join(marks(tree_of(case))) for case in CASES.glob(f"{name}/*")), "no clean case"


def rules_found(example: str) -> set[str]:
    return {finding.rule for finding in checked(example_tree(example)).findings}


def example_tree(example: str) -> MemoryTree:
    """Return the files of an example: one, or several that each begin with a line `# FILE`."""
    files: dict[str, str | bytes] = {}
    path = "journey.yaml"
    for line in example.splitlines():
        named = re.fullmatch(r"# (\S+\.ya?ml)", line)
        path = named[1] if named else path
        files[path] = f"{files.get(path, '')}{line}\n"
    return MemoryTree(files)


def assert_sayable(*messages: Message | None) -> None:
    for message in messages:
        if message is not None:
            assert say(message)
