"""How it is said why somebody is engaged."""

from typing import NamedTuple

from cxmap.message import Message, said


class Reasons(NamedTuple):
    """The sentences for a role: somebody holds it, held it until now, or holds it from now on."""

    same: Message
    until_now: Message
    from_now: Message


ACCOUNTABLE = Reasons(
    said("Accountable for {things} and answers for what changes there."),
    said("Was accountable for {things} until now."),
    said("Becomes accountable for {things}."),
)
RESPONSIBLE = Reasons(
    said("Responsible for {things}, where something changes."),
    said("Was responsible for {things} until now."),
    said("Becomes responsible for {things}."),
)
CONSULTED = Reasons(
    said("Consulted about {things} before anything is decided."),
    said("Was consulted about {things} until now."),
    said("Is consulted about {things} from now on."),
)
INFORMED = Reasons(
    said("Informed about {things} once it is decided."),
    said("Was informed about {things} until now."),
    said("Is informed about {things} from now on."),
)
HANDOVER = Reasons(
    said("Owns the hand-over {things}, where something changes."),
    said("Owned the hand-over {things} until now."),
    said("Comes to own the hand-over {things}."),
)
JOURNEY = Reasons(
    said("Accountable end to end for {things}, where something changes."),
    said("Was accountable end to end for {things} until now."),
    said("Becomes accountable end to end for {things}."),
)
SYSTEM = Reasons(
    said("Looks after {things}, where something changes."),
    said("Looked after {things} until now."),
    said("Comes to look after {things}."),
)
TEAM_UNTIL_NOW = said("Was the touchpoint team of {things} until now.")
TEAM_FROM_NOW = said("Becomes the touchpoint team of {things}.")
LOSES_DATA = said("Accountable for {things}, where data are needed that no longer get there: {causes}.")
CUT = said("Accountable end to end for {things}, where customers can no longer go on.")
BROKEN = said("Owns the hand-over {things}, of which one end goes: {causes}.")
BESIDE = said("Accountable for {things}, where a way begins or ends that changes: {causes}.")
BEHIND = said("Accountable for {things}, behind which something changes: {causes}.")
BEHIND_JOURNEY = said("Accountable end to end for {things}, behind which something changes: {causes}.")
BEHIND_HANDOVER = said("Owns the hand-over {things}, behind which something changes: {causes}.")
NOTABLE = said("Accountable for {things}, where something changes that is worth knowing.")
WORDS = said("Accountable for {things}, where only the words change.")
WORDS_HANDOVER = said("Owns the hand-over {things}, where only the words change.")
WORDS_JOURNEY = said("Accountable end to end for {things}, where only the words change.")
WORDS_SYSTEM = said("Looks after {things}, where only the words change.")
OWN_ENTRY = said("What the map says about {things} itself changes.")

GONE = said("Still has a role at {things}, but is retired. Turn to {larger}.")
GONE_ALONE = said("Still has a role at {things}, but is retired. Nobody is named in its place.")
UNDECLARED = said("Has a role at {things}, but is not declared among the owners.")

_BY_ROLE = (ACCOUNTABLE, RESPONSIBLE, HANDOVER, JOURNEY, SYSTEM, CONSULTED, INFORMED)
_ORDER = (
    *(reason for reasons in _BY_ROLE for reason in (reasons.until_now, reasons.from_now)),
    *(LOSES_DATA, CUT, BROKEN, TEAM_UNTIL_NOW, TEAM_FROM_NOW),
    *(reasons.same for reasons in _BY_ROLE),
    *(BESIDE, BEHIND, BEHIND_JOURNEY, BEHIND_HANDOVER),
    *(NOTABLE, WORDS, WORDS_HANDOVER, WORDS_JOURNEY, WORDS_SYSTEM, OWN_ENTRY),
)
_RANKS = {reason.text: rank for rank, reason in enumerate(_ORDER)}


def rank(reason: Message) -> int:
    """Return 0 for the reason that says most, counting up."""
    return _RANKS[reason.text]
