"""Two maps held against each other, and changes written by hand."""

from dataclasses import dataclass

from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.comparison import Comparison
from cxmap.config import Settings, read_settings
from cxmap.diff.diff import Diff
from cxmap.diff.grade import Grade
from cxmap.findings import Place
from cxmap.message import Named, said
from cxmap.report.impact import Changed, Engaged
from cxmap.source.tree import CONFIG_FILE


def comparison_of(before: str, after: str) -> Comparison:
    """Return two maps, each the text of one file, held against each other."""
    return Comparison(Diff(*(load(MemoryTree({"map.yaml": text}), lambda _: True) for text in (before, after))))


def settings_of(text: str = "") -> Settings:
    return read_settings(MemoryTree({CONFIG_FILE: f"cxmap: 1\n{text}"}))


def named(entity: str) -> Named:
    kind, _, identifier = entity.partition(":")
    return Named(kind, identifier, identifier.replace("-", " ").capitalize())


def changed(  # noqa: PLR0913 - a change has this many sides
    entity: str,
    grade: str = "disruptive",
    *,
    field: str | None = None,
    kind: str = "something-changed",
    side: str = "head",
    previous: str = "",
) -> Changed:
    return Changed(
        kind=kind,
        grade=Grade(grade),
        entity=named(entity),
        message=said("{entity} is another.", entity=named(entity)),
        place=Place("map.yaml"),
        side=side,  # type: ignore[arg-type]
        field=field,
        previous=named(previous) if previous else None,
    )


def engaged(owner: str, role: str = "accountable", *touchpoints: str, when: str = "") -> Engaged:
    moments = {"consulted": "consult", "informed": "inform"}
    return Engaged(
        owner=named(f"owner:{owner}"),
        role=role,  # type: ignore[arg-type]
        when=when or moments.get(role, "ask-first"),  # type: ignore[arg-type]
        touchpoints=tuple(named(f"touchpoint:{name}") for name in touchpoints),
        reason=said("It is concerned."),
    )


@dataclass
class Work:
    """What a branch changes."""

    comparison: Comparison
    changes: tuple[Changed, ...]


@dataclass
class Other:
    """Another branch."""

    name: str
    commit: str
    compared: Work
