"""Every kind of change against its cases, and against the example of its page.

A case is two small repositories, `tests/changes/KIND/CASE/before` and `after`, and a file `expected` with all changes
that are seen between them: the kind, the grade, the thing, what it was before where that is another, and the field;
then the sentence, and the reason of the grade. `CXMAP_UPDATE_GOLDEN=1` writes these files anew.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mirror import assert_mirrored
from trees import MemoryTree, tree_of

from cxmap.app.repository import open_repository
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import assemble
from cxmap.changes import all_kinds
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.diff.grade import Grade
from cxmap.impact.seen import see_all
from cxmap.model.file import SECTIONS
from cxmap.report.impact import Changed
from cxmap.words import say

CASES = Path(__file__).parent / "changes"
NAMES = sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.glob("*/*/expected"))
UPDATING = bool(os.environ.get("CXMAP_UPDATE_GOLDEN"))

SHARED = {
    "status": {"retired", "revived", "status-changed"},
    "steps": {"path-changed", "experience-changed"},
}
"""The fields of which several kinds speak: they share out the values among themselves, or look at different sides."""


def atlas_of(tree: MemoryTree) -> Atlas:
    return assemble(open_repository(tree).files)


def comparison_of(before: MemoryTree, after: MemoryTree) -> Comparison:
    return Comparison(Diff(atlas_of(before), atlas_of(after)))


def seen(before: MemoryTree, after: MemoryTree) -> tuple[Changed, ...]:
    return see_all(comparison_of(before, after))


def trees(case: str) -> tuple[MemoryTree, MemoryTree]:
    return tree_of(CASES / case / "before"), tree_of(CASES / case / "after")


def told(changed: Changed) -> str:
    previous = f" <- {changed.previous.entity}" if changed.previous else ""
    field = f" {changed.field}" if changed.field else ""
    why = f"\n    {say(changed.why)}" if changed.why else ""
    return f"{changed.kind} {changed.grade} {changed.entity.entity}{previous}{field}\n    {say(changed.message)}{why}\n"


@pytest.mark.parametrize("case", NAMES)
def test_case(case):
    changes = seen(*trees(case))
    written = "".join(map(told, changes))
    expected = CASES / case / "expected"
    if UPDATING:
        expected.write_text(written, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == written
    before, after = trees(case)
    for changed in changes:
        side = {"base": before, "head": after}[changed.side]
        assert changed.place.path in side.files


def test_every_case_is_expected_to_show_something():
    folders = {path.relative_to(CASES).as_posix() for path in CASES.glob("*/*")}
    assert folders == set(NAMES)
    assert {name.partition("/")[0] for name in NAMES} == set(all_kinds())


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_every_kind_has_cases_with_it_and_without_it(name):
    seen_in = [name in kinds_expected(case) for case in CASES.glob(f"{name}/*")]
    assert any(seen_in), "no case in which it is seen"
    assert not all(seen_in), "no case in which it must not be seen"


def kinds_expected(case: Path) -> set[str]:
    lines = (case / "expected").read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if not line.startswith(" ")}


@pytest.mark.parametrize("name", sorted(all_kinds()))
def test_page(name):
    page = all_kinds()[name].page
    assert page.summary.endswith(".")
    assert page.why.endswith(".")
    kinds = {
        changed.kind for changed in seen(MemoryTree({"map.yaml": page.before}), MemoryTree({"map.yaml": page.after}))
    }
    assert name in kinds
    assert kinds <= {name, *re.findall(r"`([a-z-]+)`", page.note)}, "the page does not say that others are seen as well"
    for mentioned in re.findall(r"`([a-z]+-[a-z-]+)`", page.note):
        assert mentioned in all_kinds()


def fields_of_the_model() -> Iterator[tuple[str, str]]:
    for section in SECTIONS.values():
        for name, field in section.model.model_fields.items():
            yield section.kind, field.alias or name


@pytest.mark.parametrize("field", sorted(fields_of_the_model()), ids=".".join)
def test_every_field_is_spoken_of_by_one_kind(field):
    thing, name = field
    speaking = {kind.id for kind in all_kinds().values() if name in kind.fields.get(thing, ())}
    assert len(speaking) == 1 or (speaking and speaking <= SHARED.get(name, set()))


def test_no_kind_speaks_of_a_field_that_is_not_there():
    claimed = {(thing, name) for kind in all_kinds().values() for thing, names in kind.fields.items() for name in names}
    assert claimed == set(fields_of_the_model())


def test_mirrors_are_mutual():
    for kind in all_kinds().values():
        assert all_kinds()[kind.mirror].mirror == kind.id


@pytest.mark.parametrize("case", NAMES)
def test_the_other_way_round_the_same_is_seen_in_a_mirror(case):
    before, after = map(atlas_of, trees(case))
    assert_mirrored(before, after)


def test_grades_are_sorted_gravest_first():
    ranks = [changed.grade.rank for changed in seen(*trees(NAMES[0]))]
    assert ranks == sorted(ranks)
    assert [grade.rank for grade in Grade] == [0, 1, 2, 3]
