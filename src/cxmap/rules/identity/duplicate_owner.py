"""Two owners with the same name, or with the same address to reach them.

Why: they are probably one team that was written down twice. Each place on the map then shows half of what it is
accountable for, and nobody sees how much rests on it.

Flagged:
    owners:
      web-team: {kind: team, name: Web team, lead: Ann Lee}
      online: {kind: team, name: Team Web, lead: Ann Lee}

Clean:
    owners:
      web-team: {kind: team, name: Web team, lead: Ann Lee, contact: {email: web@example.com}}
      ann: {kind: person, name: Ann Lee, part_of: web-team, contact: {email: web@example.com}}

Note: names are compared without case, accents, punctuation and the order of their words. An owner may share an address
with the one that it belongs to, that belongs to it, or that leads it: a person is reached through the team. Retired
owners are left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.likeness.spelling import tokens
from cxmap.message import Message, said
from cxmap.model.people import Owner
from cxmap.rule import Context, Hit, rule


@rule(Severity.WARNING, "Owners {owner} and {other} have the same name.")
def duplicate_owner(context: Context) -> Iterator[Hit]:
    """Yield every owner whose name or address another one has, who comes first by id."""
    owners = [owner for _, owner in sorted(context.atlas.owners.items()) if owner.value.status == "active"]
    told: set[tuple[str, str]] = set()
    for first, *others in _sharing(owners, lambda owner: " ".join(sorted(tokens(owner.name)))):
        for other in others:
            told.add((first.id, other.id))
            yield _hit(first, other)
    for field, (plain, sentence) in _ADDRESSES.items():
        for sharing in _sharing(owners, lambda owner, field=field, plain=plain: plain(_address(owner, field))):  # type: ignore[misc]
            first, *others = _strangers(sharing)
            for other in others:
                if (first.id, other.id) not in told:
                    told.add((first.id, other.id))
                    yield _hit(first, other, field, sentence)


def _hit(first: Placed[Owner], other: Placed[Owner], field: str = "", sentence: Message | None = None) -> Hit:
    return Hit(
        other.at("contact", field) if field else other,
        entity=other,
        message=sentence and said(sentence.text, owner=first.named, other=other.named),
        hint=said("If they are one, keep one of them; if not, write down what tells them apart."),
        related=[(first, said("The other one is declared here."))],
        owner=first,
        other=other,
    )


def _sharing(owners: Iterable[Placed[Owner]], what: Callable[[Placed[Owner]], str]) -> Iterator[list[Placed[Owner]]]:
    """Yield the owners who have the same of something, where it is more than nothing."""
    groups: dict[str, list[Placed[Owner]]] = {}
    for owner in owners:
        groups.setdefault(what(owner), []).append(owner)
    for shared, group in groups.items():
        if shared and len(group) > 1:
            yield group


def _strangers(owners: list[Placed[Owner]]) -> Iterator[Placed[Owner]]:
    """Yield, of owners who belong to each other or lead each other, one for all."""
    related: dict[str, list[str]] = {owner.id: [] for owner in owners}
    for owner in owners:
        for other in (owner.value.part_of, owner.value.lead, *owner.value.members):
            if other in related:
                related[owner.id].append(other)
                related[other].append(owner.id)
    seen: set[str] = set()
    for owner in owners:
        if owner.id not in seen:
            yield owner
            waiting = [owner.id]
            while waiting:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    waiting += related[name]


def _address(owner: Placed[Owner], field: str) -> str:
    contact = owner.value.contact
    return getattr(contact, field) or "" if contact else ""


def _email(text: str) -> str:
    return text.casefold().strip().removeprefix("mailto:")


def _chat(text: str) -> str:
    return text.casefold().strip(" #@")


def _phone(text: str) -> str:
    return re.sub(r"^00", "+", re.sub(r"[^0-9+]", "", text))


def _github(text: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?github\.com/", "", text.casefold().strip()).strip("@/")


_ADDRESSES: dict[str, tuple[Callable[[str], str], Message]] = {
    "email": (_email, said("Owners {owner} and {other} have the same e-mail address.")),
    "chat": (_chat, said("Owners {owner} and {other} have the same chat.")),
    "phone": (_phone, said("Owners {owner} and {other} have the same telephone number.")),
    "github": (_github, said("Owners {owner} and {other} have the same account on GitHub.")),
}
"""How each kind of address is compared, and what is said of two owners who share it."""
