"""Whom to ask in the name of an owner: a GitHub handle or an e-mail address, its own or that of the next above it."""

import re
from collections.abc import Callable, Iterator, Mapping

from cxmap.atlas.atlas import Placed
from cxmap.message import Message, said
from cxmap.model.people import Owner
from cxmap.report.codeowners import Notice

# A user, `@name` (with `_company` where a company manages its users), or a team, `@organisation/team`.
_GITHUB = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,39}|/[A-Za-z0-9][A-Za-z0-9_-]{0,254})?")
# Fewer characters than e-mail allows: none that a reader of CODEOWNERS could take for something else.
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,63}")


def github_handle(text: str) -> str:
    """Return a user or team on GitHub as CODEOWNERS has it, or nothing for what is none. The `@` may be left out."""
    handle = text if text.startswith("@") else f"@{text}"
    return handle if _GITHUB.fullmatch(handle) else ""


def email_address(text: str) -> str:
    """Return an e-mail address that CODEOWNERS can hold, or nothing for anything else."""
    return text if _EMAIL.fullmatch(text) else ""


class Handles:
    """The handles of some owners. `notices` are about handles that were looked at and cannot be used."""

    def __init__(self, owners: Mapping[str, Placed[Owner]]) -> None:
        self.notices: list[Notice] = []
        self._owners = owners
        self._own: dict[str, str] = {}
        self._above: dict[str, str] = {}
        self._leads: dict[str, str] = {}

    def of(self, owner: Placed[Owner]) -> str:
        """Return whom to ask in the name of an owner, or nothing if there is nobody.

        That is the owner's own handle; else that of the closest owner it is part of; else that of its lead, or of the
        lead of the closest owner it is part of. Retired owners on this way are passed over.
        """
        return self._closest(owner, self._handle, self._above) or self._closest(owner, self._lead, self._leads)

    def _closest(self, owner: Placed[Owner], handle: Callable[[Placed[Owner]], str], known: dict[str, str]) -> str:
        """Return the first handle on the way up from an owner. What is found for one is known for all on the way."""
        way: list[str] = []
        here: Placed[Owner] | None = owner
        found = ""
        while here is not None and not found:
            if here.id in known:
                found = known[here.id]
                break
            known[here.id] = ""  # where the way leads back to it, nobody on the way has one
            way.append(here.id)
            found = handle(here)
            here = self._owners.get(here.value.part_of or "")
        known.update(dict.fromkeys(way, found))
        return found

    def _lead(self, owner: Placed[Owner]) -> str:
        lead = self._owners.get(owner.value.lead or "")
        return self._handle(lead) if lead and owner.value.status == "active" else ""

    def _handle(self, owner: Placed[Owner]) -> str:
        if owner.id not in self._own:
            active = owner.value.status == "active"
            self._own[owner.id] = next(self._usable(owner), "") if active else ""
        return self._own[owner.id]

    def _usable(self, owner: Placed[Owner]) -> Iterator[str]:
        contact = owner.value.contact
        if contact and contact.github:
            if handle := github_handle(contact.github):
                yield handle
            self._refuse(owner, "github", contact.github, _NO_HANDLE)
        if contact and contact.email:
            if address := email_address(contact.email):
                yield address
            self._refuse(owner, "email", contact.email, _NO_ADDRESS)

    def _refuse(self, owner: Placed[Owner], field: str, text: str, message: Message) -> None:
        filled = Message(message.text, {"text": text, "owner": owner.named})
        hint = said("Write a user as `@name`, a team as `@organisation/team`, an e-mail address as `name@example.com`.")
        self.notices.append(Notice("invalid-handle", filled, hint, owner.at("contact", field).place))


_NO_HANDLE = said("`{text}` is no user or team on GitHub, so it is not used for {owner}.")
_NO_ADDRESS = said("`{text}` is no e-mail address that CODEOWNERS can hold, so it is not used for {owner}.")
