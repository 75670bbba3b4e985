"""What cxmap proposes for the communication plan: who has to be told, when, through what and by whom."""

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxmap.config import Settings
from cxmap.impact.concerns import Concerns
from cxmap.impact.plan.days import WorkingDays
from cxmap.message import Named
from cxmap.report.impact import Changed, Engaged, Told


def audience_id(told: Told) -> str:
    """Return who is told: an id, or the words of the change record."""
    return told.audience.id if isinstance(told.audience, Named) else told.audience


class Proposing:
    """Makes the rows of a communication plan from what changed."""

    def __init__(self, concerns: Concerns, settings: Settings) -> None:
        self._concerns = concerns
        self._head = concerns.comparison.head
        self._language = settings.config.language
        self._communication = settings.config.communication
        self._days = WorkingDays(settings.config.communication)

    def rows(
        self,
        engaged: Sequence[Engaged],
        *,
        live_on: datetime.date | None,
        leader: str | None = None,
        before: datetime.date | None = None,
    ) -> tuple[Told, ...]:
        """Return a row for everybody who has to be told.

        Peers are the owners who are accountable or responsible, or hand over. Their people come next: those of each
        team among them, and the touchpoint teams of what changed. Support are the owners who are consulted or informed.
        Customers are told where they notice the change: a persona for each row.

        Args:
            engaged: the owners to engage.
            live_on: the day from which to count back; None for rows without a day.
            leader: who leads the change and tells the others; else who is accountable for most of it.
            before: a day after which no colleague may be told, because customers are.
        """
        leads = leader or self._concerns.leader()
        teller = self._head.named("owner", leads) if leads else None
        rows = (*self._peers(engaged, teller), *self._teams(engaged), *self._support(engaged, teller))
        return (
            *(self._dated(told, live_on, before) for told in rows),
            *(self._dated(told, live_on, None) for told in self._customers(teller)),
        )

    def about(self, audience: Named | str) -> tuple[Changed, ...]:
        """Return the changes that concern an audience, or all where nothing more is known about it."""
        kind, identifier = (audience.kind, audience.id) if isinstance(audience, Named) else ("", audience)
        if kind == "persona":
            return self._concerns.of_persona(identifier)
        found = self._concerns.of_owner(identifier) if kind == "owner" else ()
        return found or tuple(changed for changed in self._concerns.changes if changed.entity.kind != "change")

    def language(self, audience: Named | str) -> str:
        """Return the language to write to an audience in: its own, that of the owner it belongs to, or the map's."""
        identifier = audience.id if isinstance(audience, Named) and audience.kind == "owner" else ""
        seen: set[str] = set()
        while identifier in self._head.owners and identifier not in seen:
            seen.add(identifier)
            owner = self._head.owners[identifier].value
            if owner.language:
                return owner.language
            identifier = owner.part_of or ""
        return self._language

    def _peers(self, engaged: Sequence[Engaged], teller: Named | None) -> Iterator[Told]:
        for one in engaged:
            if one.role in _PEERS:
                yield self._row(one.owner, "peers", _MEETING, teller)

    def _teams(self, engaged: Sequence[Engaged]) -> Iterator[Told]:
        """Yield a row for the people of each team, whom it tells itself, and for each touchpoint team."""
        teams = {
            one.owner.id: one.owner for one in engaged if one.role in _PEERS and self._kind(one.owner.id) == "team"
        }
        tellers: dict[str, Named | None] = dict(teams)
        for touchpoint in sorted(self._concerns.touched):
            placed = self._head.touchpoints.get(touchpoint)
            if placed and placed.value.team and placed.value.team in self._head.owners:
                team = self._head.owners[placed.value.team].named
                accountable = self._concerns.accountable(touchpoint)
                teams.setdefault(team.id, team)
                tellers.setdefault(team.id, self._head.named("owner", accountable) if accountable else team)
        for name in sorted(teams):
            yield self._row(teams[name], "teams", self._channel(name), tellers[name])

    def _support(self, engaged: Sequence[Engaged], teller: Named | None) -> Iterator[Told]:
        for one in engaged:
            if one.role not in _PEERS:
                yield self._row(one.owner, "support", self._channel(one.owner.id), teller)

    def _customers(self, teller: Named | None) -> Iterator[Told]:
        atlases = (self._head, self._concerns.comparison.base)
        personas = {name: atlas.personas[name].named for atlas in reversed(atlases) for name in atlas.personas}
        for name in sorted(personas):
            about = self._concerns.of_persona(name)
            if any(map(self._concerns.matters_to_customers, about)):
                yield self._row(personas[name], "customers", self._customers_channel(about), teller)

    def _row(self, audience: Named, wave: str, channel: str, teller: Named | None) -> Told:
        return Told(
            audience=audience,
            wave=wave,
            channel=channel,
            owner=teller,
            on=None,
            language=self.language(audience),
            about=self.about(audience),
        )

    def _dated(self, told: Told, live_on: datetime.date | None, before: datetime.date | None) -> Told:
        if live_on is None:
            return told
        day = self._days.before(live_on, getattr(self._communication.lead_days, told.wave))
        return replace(told, on=min(day, before) if before else day)

    def _kind(self, owner: str) -> str:
        placed = self._head.owners.get(owner)
        return placed.value.kind if placed else ""

    def _channel(self, owner: str) -> str:
        placed = self._head.owners.get(owner)
        contact = placed.value.contact if placed else None
        return next((way for way in _WAYS if contact and getattr(contact, way)), _MEETING)

    def _customers_channel(self, about: Sequence[Changed]) -> str:
        """Return the channel on which customers meet most of what changes, as it was before."""
        channels: Counter[str] = Counter()
        for name in {name for changed in about for name in self._concerns.touchpoints(changed)}:
            placed = self._concerns.before(name) or self._head.touchpoints.get(name)
            if placed:
                channels[placed.value.channel] += 1
        return min(channels, key=lambda channel: (-channels[channel], channel), default="")


_PEERS = frozenset({"accountable", "responsible", "handover"})
_MEETING = "meeting"
_WAYS = ("chat", "email", "phone")
