"""`cxmap.yaml`: what makes a folder a journey repository, and what its people decided about the checks."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from cxmap.atlas.document import Document, Spot
from cxmap.atlas.salvage import Mistake, salvage
from cxmap.errors import CxmapError
from cxmap.findings import Severity
from cxmap.message import Message
from cxmap.model.entity import Part
from cxmap.model.fields import Percent, Ref, Text, Whole
from cxmap.source.parse import parse
from cxmap.source.text import NotText, decode
from cxmap.source.tree import CONFIG_FILE, Tree, Unreadable, oid_of
from cxmap.visible import visible
from cxmap.words import say

FORMAT = 1
"""The version of the format of journey repositories that this cxmap reads."""


Severities = dict[str, Severity]


class Governance(Part):
    """Who decides about changes to the journey."""

    committee: Annotated[Text, Ref("owner")] | None = Field(
        None, description="The steering committee: an owner of kind `committee`."
    )
    require_change: Literal["never", "breaking", "any"] = Field(
        "never", description="Which changes to the map need a change record with an approval."
    )


class RuleLimits(Part):
    """The figures that rules compare with."""

    consulted: Whole = Field(5, description="The most owners consulted at one touchpoint.")
    similarity: Percent = Field(90, description="How alike two names are, in percent, before they are reported.")
    review_days: Whole = Field(180, description="After how many days a review is stale.")


class Rules(Part):
    """How the rules are applied."""

    severity: Severities = Field({}, description="The severity of a rule, instead of its own: error, warning, info, off.")
    per_path: dict[str, Severities] = Field(
        {}, description='Severities for the files that a pattern matches: `{"legacy/**": {orphan-touchpoint: off}}`.'
    )
    limits: RuleLimits = Field(RuleLimits(), description="The figures that rules compare with.")
    glossary: tuple[tuple[Text, ...], ...] = Field(
        (), description="Words that mean the same in your company, beside the built-in ones: `[[till, checkout]]`."
    )


class Config(Part):
    """What `cxmap.yaml` may hold."""

    cxmap: Whole = Field(description="The version of this format: 1.")
    name: Text | None = Field(None, description="What the map is of: the name of the company or the product.")
    language: Literal["en", "es", "it", "pt"] = Field("en", description="The language of reports.")
    base: Text | None = Field(None, description="The revision that changes are compared with.")
    include: tuple[Text, ...] = Field(("**/*.yaml", "**/*.yml"), description="The files to read.")
    exclude: tuple[Text, ...] = Field((), description="The files to leave out.")
    governance: Governance = Field(Governance(), description="Who decides about changes.")
    rules: Rules = Field(Rules(), description="How the rules are applied.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration, and the document it stands in."""

    config: Config
    document: Document

    def at(self, *route: str | int) -> Spot:
        """Return the spot of a setting, or of the nearest thing around it."""
        return Spot(self.document, route)


def read_settings(tree: Tree) -> Settings:
    """Read the configuration of a tree.

    Raises `CxmapError` when it is missing, cannot be read, or asks for a format that this cxmap does not know.
    """
    try:
        content = tree.read(CONFIG_FILE)
        text = decode(content)
    except Unreadable as error:
        raise CxmapError(
            f"There is no readable {CONFIG_FILE} in {tree.label}.", "`cxmap init` starts a journey repository."
        ) from error
    except NotText as error:
        raise _refused(error.span.line, error.span.column, _plain(error.message), _plain(error.hint)) from None
    parsed = parse(text)
    document = Document(CONFIG_FILE, oid_of(content), content)
    if parsed.problems:
        problem = parsed.problems[0]
        raise _refused(problem.span.line, problem.span.column, _plain(problem.message), _plain(problem.hint))
    return Settings(_config(_without_nothing(parsed.data), document), document)


def _config(data: Any, document: Document) -> Config:
    if not isinstance(data, dict) or "cxmap" not in data:
        raise CxmapError(f"{CONFIG_FILE} does not say which format it has.", f"Begin it with the line `cxmap: {FORMAT}`.")
    version = getattr(data["cxmap"], "value", None)
    if version != FORMAT:
        known = isinstance(version, int) and version > FORMAT
        raise CxmapError(
            f"{CONFIG_FILE} has format `{visible(str(data['cxmap']))[:40]}`, but this cxmap reads format {FORMAT}.",
            "Install a newer cxmap." if known else f"Write `cxmap: {FORMAT}`.",
        )
    try:
        return Config.model_validate(data)
    except ValidationError:
        mistakes = salvage(Config, data).mistakes
    raise _mistaken(mistakes, document)


def _mistaken(mistakes: tuple[Mistake, ...], document: Document) -> CxmapError:
    first = mistakes[0]
    span = Spot(document, first.route, first.on_key).place.span
    more = f" ({len(mistakes) - 1} more after this one)" if len(mistakes) > 1 else ""
    return _refused(span.line, span.column, _plain(first.message) + more, _plain(first.hint))


def _refused(line: int, column: int, message: str, hint: str) -> CxmapError:
    return CxmapError(f"{CONFIG_FILE}:{line + 1}:{column + 1}: {message}", hint)


def _plain(message: Message | None) -> str:
    """Return a message about the configuration in English: its language is not known yet."""
    return say(message) if message else ""


def _without_nothing(value: Any) -> Any:
    """Return data without what is absent, at any depth: no id stands in a configuration."""
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return value
