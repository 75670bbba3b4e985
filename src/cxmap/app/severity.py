"""How grave a finding is: the rule's own word, what `cxmap.yaml` says, and what was selected."""

from collections.abc import Collection

from cxmap.atlas.wording import did_you_mean
from cxmap.config import Settings
from cxmap.config import Severities as Table
from cxmap.errors import CxmapError
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.patterns import matcher
from cxmap.rule import Rule
from cxmap.rules import FAMILIES, all_rules


class Severities:
    """Decides which rules run, and how grave what they find is.

    Raises `CxmapError` when a rule is named that does not exist.
    """

    def __init__(self, settings: Settings, select: frozenset[str], ignore: frozenset[str]) -> None:
        rules = settings.config.rules
        for name in rules.severity:
            _known_setting(settings, "severity", name)
        for pattern, table in rules.per_path.items():
            for name in table:
                _known_setting(settings, "per_path", pattern, name)
        for option, names in (("--select", select), ("--ignore", ignore)):
            for name in sorted(names):
                unknown = said("{option} names the rule `{rule}`, which does not exist.", option=option, rule=name)
                known_rule(name, (*all_rules(), *FAMILIES), unknown)
        self._table: Table = rules.severity
        self._per_path = [(matcher([pattern]), table) for pattern, table in rules.per_path.items()]
        self._select = select
        self._ignore = ignore

    def runs(self, rule: Rule) -> bool:
        """Return whether a rule may find anything at all."""
        if self._select and not self._select & {rule.id, rule.family}:
            return False
        if self._ignore & {rule.id, rule.family} or rule.deprecated:
            return False
        if self._table.get(rule.id) is not Severity.OFF:
            return True
        return any(table.get(rule.id, Severity.OFF) is not Severity.OFF for _, table in self._per_path)

    def of(self, rule: Rule, severity: Severity, path: str) -> Severity:
        """Return the severity of a finding of a rule in a file, given that of the finding itself.

        The last pattern that matches the file and names the rule decides.
        """
        for matches, table in reversed(self._per_path):
            if rule.id in table and matches(path):
                return table[rule.id]
        return self._table.get(rule.id, severity)


def known_rule(name: str, known: Collection[str], unknown: Message) -> None:
    """Raise `CxmapError` when a name is not among the known ones of rules; `unknown` says so."""
    if name not in known:
        raise CxmapError(unknown, did_you_mean(name, known) or said("`cxmap rule` lists them all."))


def _known_setting(settings: Settings, *route: str) -> None:
    if route[-1] not in all_rules():
        unknown = said(
            "{place}: `{setting}` names the rule `{rule}`, which does not exist.",
            place=settings.key("rules", *route),
            setting=route[0],
            rule=route[-1],
        )
        known_rule(route[-1], all_rules(), unknown)
