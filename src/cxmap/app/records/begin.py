"""Begins a change record: what is known of a change goes in, and comments say what people have to complete."""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from cxmap.app.compare import Compared
from cxmap.app.init import SCHEMA_FOLDER
from cxmap.app.repository import wanted
from cxmap.atlas.atlas import Atlas, in_words
from cxmap.atlas.digest import digest
from cxmap.atlas.wording import did_you_mean, missing
from cxmap.config import Config
from cxmap.errors import CxmapError
from cxmap.impact.concerns import Concerns
from cxmap.impact.people.engage import engage
from cxmap.impact.plan.proposals import Proposing, audience_id
from cxmap.impact.reach.reach import reach
from cxmap.message import Exact, Message, said
from cxmap.model.change import Change
from cxmap.model.fields import LONGEST_ID, is_id
from cxmap.report.impact import Told
from cxmap.source.emit import Value, entry, flow, plain
from cxmap.source.parse import parse
from cxmap.visible import hidden

FOLDER = "changes"
"""The folder in which change records are begun, one file each."""

REASONS: tuple[str, ...] = get_args(get_args(Change.model_fields["reason"].annotation)[0])
"""What can drive a change."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is known of a change record that is to be begun, besides what changed."""

    id: str
    name: str = ""
    owner: str = ""
    reason: str = ""
    live_on: datetime.date | None = None


def new_id(text: str) -> str:
    """Return the id for the name of a change or of a branch: `one-page-checkout`; nothing where no letter is left."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", letters))[:LONGEST_ID].rstrip("-")


def check_wishes(wishes: Wishes, atlas: Atlas, config: Config) -> None:
    """Raise `CxmapError` for a change record that cannot be begun like this."""
    if not is_id(wishes.id):
        better = new_id(wishes.id)
        raise CxmapError(
            said("`{id}` cannot be an id.", id=wishes.id),
            said("Write `{better}`.", better=better)
            if better
            else said("Write lower-case words joined by hyphens: `one-page-checkout`."),
        )
    if wishes.id in atlas.changes or wishes.id in atlas.lost.get("change", ()):
        raise CxmapError(_taken(atlas, wishes.id), said("Complete that one, or name another."))
    if wishes.owner and wishes.owner not in atlas.owners:
        raise CxmapError(
            missing("owner", wishes.owner),
            did_you_mean(wishes.owner, atlas.owners) or said("`cxmap list --kind owner` lists them."),
        )
    if wishes.reason and wishes.reason not in REASONS:
        raise CxmapError(
            said("`{reason}` is no reason.", reason=wishes.reason),
            said("Write one of: {names}.", names=", ".join(REASONS)),
        )
    if character := hidden(wishes.name):
        raise CxmapError(
            said("The name holds the character {character}, which nobody can see.", character=character),
            said("Type the name."),
        )
    if not wanted(config)(path_of(wishes.id)):
        raise CxmapError(
            said(
                "cxmap would not read {path}: `include` or `exclude` in cxmap.yaml leave it out.",
                path=path_of(wishes.id),
            ),
            said("Let `include` take in the folder, or print the record with `--stdout` and put it where it belongs."),
        )


def _taken(atlas: Atlas, identifier: str) -> Message:
    known = atlas.changes.get(identifier)
    if known is None:
        return said("There is a change record `{id}` already.", id=identifier)
    return said("There is a change record `{id}` already in {path}.", id=identifier, path=Exact(known.document.path))


def path_of(identifier: str) -> str:
    """Return the file in which a change record is begun, relative to the root of the repository."""
    return f"{FOLDER}/{identifier}.yaml"


def new_record(compared: Compared, wishes: Wishes, *, schema: bool = False) -> str:
    """Return the text of a file with a change record for what changed.

    Args:
        compared: what changed.
        wishes: what else is known.
        schema: whether editors find the schema of journey files in the repository.

    Raises `CxmapError` when `check_wishes` does, or when it would not read as it was meant.
    """
    check_wishes(wishes, compared.comparison.head, compared.head.settings.config)
    fields = _fields(compared, wishes)
    text = "\n".join(_lines(wishes.id, fields, compared.settings.config, schema=schema)) + "\n"
    intended: dict[str, Any] = {"changes": {wishes.id: plain(fields)}}
    parsed = parse(text)
    flaws = digest(text.encode("utf-8", "surrogatepass")).flaws
    if parsed.problems or flaws or parsed.data != intended:
        raise CxmapError(
            said("A change record for this cannot be written: something on the map has a name that does not fit in."),
            said("`cxmap validate` says what is wrong with it."),
        )
    return text


def _fields(compared: Compared, wishes: Wishes) -> dict[str, Value]:
    """Return the fields that can be filled, in their order."""
    comparison, changes = compared.comparison, compared.changes
    concerns = Concerns(comparison, changes)
    engaged, _ = engage(comparison, changes, reach(comparison, changes, 1), ())
    owner = wishes.owner or next((name for name in [concerns.leader()] if name in comparison.head.owners), None)
    rows = Proposing(concerns, compared.settings).rows(engaged, live_on=wishes.live_on, leader=owner)
    fields: dict[str, Value | None] = {
        "name": wishes.name or in_words(wishes.id),
        "reason": wishes.reason,
        "owner": owner,
        "status": "proposed",
        "live_on": wishes.live_on,
        "touchpoints": concerns.scope(),
        "communications": [_communication(told) for told in rows],
    }
    return {name: value for name, value in fields.items() if value}


def _communication(told: Told) -> dict[str, Value]:
    fields: dict[str, Value | None] = {
        "audience": audience_id(told),
        "wave": told.wave,
        "channel": told.channel,
        "owner": told.owner.id if told.owner else None,
        "on": told.on,
    }
    return {name: value for name, value in fields.items() if value}


_PROMPTS: Mapping[str, tuple[str, str]] = {
    "name": ("", ""),
    "reason": (f"What drives it: {', '.join(REASONS[:-1])} or {REASONS[-1]}.", "reason: customer"),
    "why": ("Why it is worth doing, for the customer and for the company, in a sentence or two.", "why: .."),
    "owner": ("Who owns it and settles disagreements.", "owner: .."),
    "status": ("How far it has come: proposed, agreed, announced, live, reviewed or rejected.", ""),
    "live_on": (
        "The day from which customers meet it. The days below are counted back from it.",
        "live_on: 2027-02-01",
    ),
    "touchpoints": ("What it means to touch. `cxmap impact` compares it with what changed.", "touchpoints: [..]"),
    "decisions": ("Who decided what. Where something breaks, those who are accountable approve it, too.", ""),
    "disagreements": ("Who disagrees, and how it was settled.", "disagreements: [{raised_by: .., position: ..}]"),
    "communications": (
        "Who is told what, when and by whom: customers last. Put the day under `done` once they know.",
        "communications: [{audience: .., wave: peers, message: ..}]",
    ),
}
"""The fields of a change record in their order: what belongs there, and what stands there for people to complete."""


def _lines(identifier: str, fields: Mapping[str, Value], config: Config, *, schema: bool) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={'../' * FOLDER.count('/')}../{SCHEMA_FOLDER}/cxmap.schema.json"
        yield ""
    yield "# Begun by `cxmap change new` from what changed. Take the # away where you complete something;"
    yield f"# `cxmap change check {identifier}` says what is missing."
    yield "changes:"
    yield f"  {identifier}:"
    for field, (prompt, blank) in _PROMPTS.items():
        yield from (f"    # {line}".rstrip() for line in _wrapped(prompt))
        if field == "communications" and field in fields:
            yield from _communications(fields[field])
        elif field in fields:
            yield from (f"    {line}" for line in entry(field, fields[field]))
        elif field == "decisions":
            yield f"    # decisions: [{_decision(config)}]"
        else:
            yield f"    # {blank}"


def _decision(config: Config) -> str:
    committee = config.governance.committee or ""
    by = committee if is_id(committee) else "cx-steering"
    return flow({"by": by, "on": datetime.date(2026, 12, 4), "outcome": "approved"})


def _communications(rows: Any) -> Iterator[str]:
    yield "    communications:"
    for row in rows:
        first, *rest = (line for name, value in row.items() for line in entry(name, value))
        yield f"      - {first}"
        yield from (f"        {line}" for line in rest)
        yield "        # message: .."


def _wrapped(prompt: str) -> Sequence[str]:
    words, lines = prompt.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if words else []


_WIDTH = 110
