"""Explains the rules, and the kinds of change."""

from cxmap import HOME
from cxmap.app.severity import known_rule
from cxmap.app.validate import page_address
from cxmap.changes import all_kinds
from cxmap.comparison import Kind
from cxmap.message import said
from cxmap.report.validation import KindPage, RulePage
from cxmap.rule import Rule
from cxmap.rules import all_rules


def explain(name: str) -> RulePage | KindPage:
    """Return what there is to say about a rule or a kind of change.

    Raises `CxmapError` when there is none of this id.
    """
    if name in all_kinds():
        return _explained_kind(all_kinds()[name])
    known_rule(name, (*all_rules(), *all_kinds()), said("There is no rule `{rule}`.", rule=name))
    return _explained(all_rules()[name])


def list_rules() -> tuple[RulePage, ...]:
    """Return what there is to say about every rule, family by family."""
    return tuple(_explained(rule) for rule in all_rules().values())


def list_kinds() -> tuple[KindPage, ...]:
    """Return what there is to say about every kind of change, in alphabetical order."""
    return tuple(map(_explained_kind, all_kinds().values()))


def _explained(rule: Rule) -> RulePage:
    page = rule.page
    return RulePage(
        rule.id,
        rule.family,
        rule.severity,
        page.summary,
        page.why,
        page.flagged,
        page.clean,
        page.note,
        rule.deprecated,
        page_address(rule.id),
    )


def _explained_kind(kind: Kind) -> KindPage:
    page = kind.page
    address = f"{HOME}/blob/main/docs/changes/{kind.id}.md"
    return KindPage(
        kind.id, kind.grade, page.summary, page.why, page.before, page.after, page.note, kind.mirror, address
    )
