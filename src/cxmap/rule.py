"""What a rule is: a question about the map, and the page that explains it.

A rule is a function in a file of its own, `cxmap/rules/FAMILY/RULE_ID.py`. It gets a `Context` and yields a `Hit` for
everything it finds wrong. The docstring of its module is its page.
"""

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cxmap.atlas.atlas import Atlas, Placed, entity_name
from cxmap.atlas.document import Spot
from cxmap.atlas.load import Cache
from cxmap.config import Settings
from cxmap.findings import Severity
from cxmap.graph.flow import Flow
from cxmap.graph.organisation import Organisation
from cxmap.likeness import Label
from cxmap.likeness.touchpoints import labels
from cxmap.message import Message, Value, said
from cxmap.page import Page, read_page
from cxmap.source.span import Route
from cxmap.suppression import Suppression

Answer = TypeVar("Answer")

Somewhere = Placed[Any] | Spot
"""Where a finding points: at an entity as a whole, or at a spot in a document."""


class Hit:
    """Something a rule found.

    `at` is an entity, or a spot; then `entity` is what it is about, an entity or its name (`touchpoint:checkout`).
    `values` fill the gaps of the rule's sentence: entities among them are shown by name and id. A rule that has more
    than one thing to say gives the whole `message` instead. `related` are other places that belong to it, each with
    what to say about it. `severity` replaces the rule's own.
    """

    __slots__ = ("at", "entity", "hint", "message", "related", "severity", "values")

    def __init__(  # noqa: PLR0913 - a finding has this many sides
        self,
        at: Somewhere,
        *,
        entity: Placed[Any] | str = "",
        message: Message | None = None,
        hint: Message | None = None,
        related: Iterable[tuple[Somewhere, Message]] = (),
        severity: Severity | None = None,
        **values: Value | Placed[Any],
    ) -> None:
        self.at = at
        about = at if isinstance(at, Placed) else entity
        self.entity = about.entity if isinstance(about, Placed) else about
        self.message = message
        self.hint = hint
        self.related = tuple(related)
        self.severity = severity
        self.values: dict[str, Value] = {
            name: value.named if isinstance(value, Placed) else value for name, value in values.items()
        }


@dataclass(frozen=True)
class Context:
    """What a rule may ask about.

    `flow` and `organisation` are built when first asked for. `today` is the day on which deadlines are judged.
    `answers` are what has been worked out to be kept in the cache. `suppressions` know which rules they were tried
    against and what they have silenced when the rules of the family `suppression` run, which are the last to do so.
    """

    atlas: Atlas
    settings: Settings
    today: datetime.date
    suppressions: tuple[Suppression, ...] = ()
    cache: Cache | None = None
    answers: dict[str, tuple[bytes, Any]] = field(default_factory=dict)

    def remembered(self, name: str, question: bytes, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, from the cache where the very same one was answered by a former run.

        For what is dear to work out and depends on nothing but the question, which is a digest of all that goes in.
        The answer is plain data: lists, tuples, text and numbers.
        """
        kept: Answer | None = self.cache.result(name, question) if self.cache else None
        if kept is not None:
            return kept
        answer = work_out()
        self.answers[name] = (question, answer)
        return answer

    @cached_property
    def labels(self) -> dict[Label, Route]:
        """What the touchpoints are called and said to be, each with where it stands within its touchpoint."""
        return labels(self.atlas)

    @cached_property
    def flow(self) -> Flow:
        """The ways through the touchpoints."""
        return Flow(self.atlas)

    @cached_property
    def organisation(self) -> Organisation:
        """Who belongs to whom among the owners."""
        return Organisation(self.atlas.owners)


Check = Callable[[Context], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule and what is known about it.

    `absence` marks a rule that concludes from what is not there: it does not run while something could not be
    read, and says nothing about an entity of which a field could not be read. `absent_field` are the fields of
    an entity from whose absence a rule concludes, such as `raci.accountable`: it says nothing about an entity of which
    one of these could not be read, and what could not be read elsewhere does not stop it.
    `deprecated` names the rule that replaces this one, or is empty.
    """

    id: str
    family: str
    severity: Severity
    sentence: str
    check: Check
    absence: bool = False
    absent_field: tuple[str, ...] = ()
    deprecated: str = ""

    @cached_property
    def page(self) -> Page:
        """What the docstring of the rule's module says."""
        return read_page(sys.modules[self.check.__module__].__doc__ or "")


def rule(
    severity: Severity,
    sentence: str,
    *,
    absence: bool = False,
    absent_field: tuple[str, ...] = (),
    replaced_by: str = "",
) -> Callable[[Check], Rule]:
    """Make a rule of a function, with its default severity and the sentence that it says of what it finds.

    `{name}` in the sentence is a gap that the values of a `Hit` fill. The rule takes its id from its module, and its
    family from the folder of the module.
    """

    def make(check: Check) -> Rule:
        *_, family, name = check.__module__.split(".")
        return Rule(name.replace("_", "-"), family, severity, sentence, check, absence, absent_field, replaced_by)

    return make


def hits_of_reading(context: Context, rule_id: str) -> Iterator[Hit]:
    """Yield what the reading of the files found against a rule: such rules only have the page, not the work."""
    for document, flaw in context.atlas.flaws:
        if flaw.rule == rule_id:
            route = flaw.other or flaw.route
            entity = entity_name(route) or context.atlas.listed.get((document.path, route[:2]), "")
            spot = Spot(document, flaw.route, flaw.on_key, flaw.span)
            first = (
                ()
                if flaw.other is None
                else [(Spot(document, flaw.other, on_key=True), said("The first one is here."))]
            )
            yield Hit(spot, entity=entity, message=flaw.message, hint=flaw.hint, related=first)
