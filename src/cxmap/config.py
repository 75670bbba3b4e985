"""`cxmap.yaml`: what makes a folder a journey repository, and what its people decided about the checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from cxmap.atlas.document import Document, Spot
from cxmap.atlas.salvage import Mistake, salvage
from cxmap.errors import CxmapError
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.model.change import WAVES
from cxmap.model.entity import Part
from cxmap.model.fields import Date, Percent, Ref, Text, Whole, WorkingDays
from cxmap.patterns import NoPattern, matcher
from cxmap.source.parse import parse
from cxmap.source.span import START, Route, Span
from cxmap.source.text import NotText, decode
from cxmap.source.tree import CONFIG_FILE, Tree, Unreadable, oid_of

FORMAT = 1
"""The version of the format of journey repositories that this cxmap reads."""

# Every path is held against every pattern.
_MOST_PATTERNS = 200

_MOST_HOLIDAYS = 1_000

Severities = dict[str, Severity]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Governance(Part):
    """Who decides about changes to the journey."""

    committee: Annotated[Text, Ref("owner")] | None = Field(
        default=None, description="The steering committee: an owner of kind `committee`."
    )
    require_change: Literal["never", "breaking", "any"] = Field(
        default="never", description="Which changes to the map need a change record with an approval."
    )


class LeadDays(Part):
    """How many working days before a change goes live each wave is told: none of them fewer than the one after it."""

    peers: WorkingDays = Field(default=30, description="Those who are accountable and responsible.")
    teams: WorkingDays = Field(default=20, description="Their people.")
    support: WorkingDays = Field(default=15, description="Those who are consulted and informed.")
    customers: WorkingDays = Field(default=5, description="The customers, after everybody inside.")


class Communication(Part):
    """How people are told of changes."""

    lead_days: LeadDays = Field(
        default=LeadDays(), description="How many working days before a change goes live each wave is told."
    )
    holidays: tuple[Date, ...] = Field(
        default=(), max_length=_MOST_HOLIDAYS, description="Days on which nobody works: `[2026-12-25]`."
    )
    working_days: tuple[Weekday, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), min_length=1, description="The days of the week that are worked."
    )


class RuleLimits(Part):
    """The figures that rules compare with."""

    consulted: Whole = Field(default=5, description="The most owners consulted at one touchpoint.")
    similarity: Percent = Field(
        default=90, description="How alike two names are, in percent, before they are reported."
    )
    review_days: Whole = Field(default=180, description="After how many days a review is stale.")


class Rules(Part):
    """How the rules are applied."""

    severity: Severities = Field(
        default={}, description="The severity of a rule, instead of its own: error, warning, info, off."
    )
    per_path: dict[str, Severities] = Field(
        default={},
        max_length=_MOST_PATTERNS,
        description='Severities for the files that a pattern matches: `{"legacy/**": {orphan-touchpoint: off}}`.',
    )
    limits: RuleLimits = Field(default=RuleLimits(), description="The figures that rules compare with.")
    glossary: tuple[tuple[Text, ...], ...] = Field(
        default=(),
        description="Words that mean the same in your company, beside the built-in ones: `[[till, checkout]]`.",
    )


class Config(Part):
    """What `cxmap.yaml` may hold."""

    cxmap: Whole = Field(description="The version of this format: 1.")
    name: Text | None = Field(None, description="What the map is of: the name of the company or the product.")
    language: Literal["en", "es", "it", "pt"] = Field("en", description="The language of reports.")
    base: Text | None = Field(None, description="The revision that changes are compared with.")
    include: tuple[Text, ...] = Field(
        ("**/*.yaml", "**/*.yml"), max_length=_MOST_PATTERNS, description="The files to read."
    )
    exclude: tuple[Text, ...] = Field((), max_length=_MOST_PATTERNS, description="The files to leave out.")
    governance: Governance = Field(Governance(), description="Who decides about changes.")
    communication: Communication = Field(Communication(), description="How people are told of changes.")
    rules: Rules = Field(Rules(), description="How the rules are applied.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration, and the document it stands in."""

    config: Config
    document: Document

    def at(self, *route: str | int) -> Spot:
        """Return the spot of a setting, or of the nearest thing around it."""
        return Spot(self.document, route)

    def key(self, *route: str | int) -> str:
        """Return where the key of a setting stands, as `FILE:LINE:COLUMN`."""
        return _shown(Spot(self.document, route, on_key=True).place.span)


def read_settings(tree: Tree) -> Settings:
    """Read the configuration of a tree.

    Raises `CxmapError` when it is missing, cannot be read, or asks for a format that this cxmap does not know.
    """
    try:
        content = tree.read(CONFIG_FILE)
        text = decode(content)
    except Unreadable as error:
        raise CxmapError(
            said("cxmap.yaml cannot be read in {revision}: {reason}", revision=tree.label, reason=error.message),
            said("`cxmap init` starts a journey repository."),
        ) from error
    except NotText as error:
        raise _refused(error.span, error.message, error.hint) from None
    parsed = parse(text)
    if parsed.problems:
        first = min(parsed.problems, key=lambda problem: problem.span)
        raise _refused(first.span, first.message, first.hint, len(parsed.problems))
    document = Document(CONFIG_FILE, oid_of(content), content)
    return Settings(_config(_without_nothing(parsed.data), document), document)


def _config(data: Any, document: Document) -> Config:
    if data is not None and not isinstance(data, dict):
        raise _refused(START, said("It is a mapping of settings: lines of `key: value`."), _FIRST_LINE)
    if not data or "cxmap" not in data:
        raise _refused(START, said("It does not say which format it has."), _FIRST_LINE)
    _check_format(data["cxmap"], Spot(document, ("cxmap",)))
    try:
        config = Config.model_validate(data)
    except ValidationError:
        mistakes = salvage(Config, data).mistakes
    else:
        mistakes = (*_wrong_patterns(config), *_wrong_order(config.communication.lead_days))
    if mistakes:
        spans = [Spot(document, mistake.route, mistake.on_key).place.span for mistake in mistakes]
        span, first = min(zip(spans, mistakes, strict=True), key=lambda found: found[0])
        raise _refused(span, first.message, first.hint, len(mistakes))
    return config


_FIRST_LINE = said("Begin it with the line `cxmap: {format}`.", format=FORMAT)


def _check_format(written: Any, spot: Spot) -> None:
    version = getattr(written, "value", None)
    if version == FORMAT and version is not True:
        return
    newer = isinstance(version, int | float) and version > FORMAT
    message = said(
        "The format `{version}` is not one that this cxmap reads, which is {format}.",
        version=str(written),
        format=FORMAT,
    )
    hint = said("Install a newer cxmap.") if newer else said("Write `cxmap: {format}`, without quotes.", format=FORMAT)
    raise _refused(spot.place.span, message, hint)


def _wrong_patterns(config: Config) -> Iterator[Mistake]:
    lists = (("include", config.include), ("exclude", config.exclude))
    patterns: list[tuple[Route, str]] = [
        ((key, index), text) for key, texts in lists for index, text in enumerate(texts)
    ]
    patterns += [(("rules", "per_path", text), text) for text in config.rules.per_path]
    for route, text in patterns:
        try:
            matcher([text])
        except NoPattern as error:
            message = said("`{pattern}` is no pattern of paths. {reason}", pattern=text, reason=error.message)
            yield Mistake(message, route, said('Write it as in .gitignore, such as "legacy/**".'), on_key=True)


def _wrong_order(lead: LeadDays) -> Iterator[Mistake]:
    for earlier, later in pairwise(WAVES):
        days, more = getattr(lead, earlier), getattr(lead, later)
        if days < more:
            message = said(
                "`{later}` would be told {more} working days before the change, and `{earlier}` only {days}.",
                later=later,
                more=more,
                earlier=earlier,
                days=days,
            )
            hint = said("Write {waves}, none with more days than the one before it.", waves=WAVES)
            yield Mistake(message, ("communication", "lead_days", later), hint)


def _refused(span: Span, message: Message, hint: Message | None, count: int = 1) -> CxmapError:
    place = _shown(span)
    match count - 1:
        case 0:
            told = said("{place}: {problem}", place=place, problem=message)
        case 1:
            told = said("{place}: {problem} (1 more after this one.)", place=place, problem=message)
        case more:
            told = said("{place}: {problem} ({more} more after this one.)", place=place, problem=message, more=more)
    return CxmapError(told, hint)


def _shown(span: Span) -> str:
    return f"{CONFIG_FILE}:{span.line + 1}:{span.column + 1}"


def _without_nothing(value: Any) -> Any:
    """Return data without what is absent, at any depth: no id stands in a configuration."""
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return value
