"""What a practice has and did, as evidence reads it: each part only when it is asked for.

A desk may hold two thousand clients and forty thousand sessions: only those of the last month are opened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from coachdesk.domain.engagements import held_on
from coachdesk.domain.evidence.facts import (
    AbsenceFacts,
    ConsentFacts,
    ContactFacts,
    EntryFacts,
    IncidentFacts,
    PracticeFacts,
    SessionFacts,
)
from coachdesk.domain.evidence.sessions import MONTH
from coachdesk.domain.evidence.shown import NAME_USES
from coachdesk.services import hours, hours_records, incident_rows
from coachdesk.services.evidence_rows import absence_of, consent_of, contact_of, sessions_between
from coachdesk.services.people import People, people
from coachdesk.services.register_rows import entries

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

REFERRAL = "referral"
DAY = timedelta(days=1)

NEEDED: Mapping[str, tuple[str, ...]] = {
    "practice": ("entries",),
    "practice.coach_list": ("contacts",),
    "practice.professional_list": ("contacts",),
    "practice.stand_in_named": ("contacts",),
    "practice.helpers_agreed": ("contacts", "entries"),
    "materials": ("entries",),
    "support": ("entries",),
    "referral.entries": ("entries", "names"),
    "incident.logged": ("incidents",),
    "absence": ("absences", "contacts", "active"),
    "hours_log": ("listed", "may_list", "names"),
    "consent.name_use": ("name_uses", "names"),
    "session.notes_paid_and_unpaid": ("month", "free"),
}
"""The parts that an evidence key looks at, by the key or by its first word; any other looks at none."""


WITHOUT_CLIENT = ("consent.name_use",)
"""Keys that look at the practice only where no client is asked about."""


def needed(key: str, of_client: bool = False) -> tuple[str, ...]:
    """The parts that a key looks at, asked about a client or about the practice."""
    if of_client and key in WITHOUT_CLIENT:
        return ()
    return NEEDED.get(key, NEEDED.get(key.split(".")[0], ()))


class Practice:
    """The parts of `PracticeFacts`, each read when it is first asked for. Not to be used inside a transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def facts(self, parts: Collection[str] = tuple(PracticeFacts.__dataclass_fields__)) -> PracticeFacts:
        """Those parts of what is known; the others are empty."""
        return PracticeFacts(**{name: getattr(self, name) for name in parts})

    @cached_property
    def entries(self) -> tuple[EntryFacts, ...]:
        """Those of the practice, and what clients' referrals there were of late."""
        since = self._desk.today() - MONTH
        found = entries(
            self._desk, "WHERE client_id IS NULL OR on_day >= ?", (since.isoformat(),), kept="evidence entries"
        )
        return tuple(one for one in found if not one.client_id or one.kind == REFERRAL)

    @cached_property
    def contacts(self) -> tuple[ContactFacts, ...]:
        """Everyone who is no client."""
        rows = self._desk.kept_rows("evidence contacts", "contact", "ORDER BY created_at, id")
        return tuple(contact_of(row, self._title("contact", row["id"])) for row in rows)

    @cached_property
    def absences(self) -> tuple[AbsenceFacts, ...]:
        """Every absence, the first to begin first."""
        return tuple(absence_of(row) for row in self._desk.rows("absence", "ORDER BY from_at, id"))

    @cached_property
    def active(self) -> dict[str, str]:
        """The clients who are coached now."""
        rows = self._desk.kept_rows("evidence active", "client", "WHERE stage = 'active' ORDER BY created_at, id")
        return {row["id"]: self._title("client", row["id"]) for row in rows}

    @cached_property
    def month(self) -> tuple[SessionFacts, ...]:
        """The sessions of the last 31 days."""
        desk, now, today = self._desk, self._desk.clock(), self._desk.today()

        def make() -> tuple[SessionFacts, ...]:
            return sessions_between(desk, now - MONTH - 2 * DAY, now + 2 * DAY)

        around = desk.cached_for("evidence month", ("session", "session_note"), make, today)
        return tuple(one for one in around if now - MONTH < one.at <= now)

    @cached_property
    def free(self) -> frozenset[str]:
        """Those of them that nobody pays for, in money or in kind."""
        zone, deals = self._desk.settings().zone, hours_records.deals(self._desk)
        under = ((one, deals.get(one.agreement_id)) for one in self.month)
        return frozenset(one.id for one, deal in under if deal is not None and deal.paid(held_on(one, zone)) is False)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """The clients whom a log of hours would name."""
        return hours.listed(self._desk)

    @cached_property
    def may_list(self) -> frozenset[str]:
        """The clients whose answers allow that today."""
        return frozenset(one.id for one in hours_records.persons(self._desk).values() if not one.off)

    @cached_property
    def name_uses(self) -> dict[str, tuple[ConsentFacts, ...]]:
        """By client, what they answered to having their name or words shown."""
        found: dict[str, list[ConsentFacts]] = {}
        where = f"WHERE kind IN ({', '.join('?' * len(NAME_USES))}) ORDER BY on_day, created_at, id"
        for row in self._desk.kept_rows("evidence names", "consent", where, tuple(NAME_USES)):
            found.setdefault(row["client_id"], []).append(consent_of(row))
        return {client_id: tuple(answers) for client_id, answers in found.items()}

    @cached_property
    def names(self) -> dict[str, str]:
        """What every client is called."""
        return {one.id: one.title for one in self._people.everyone.values() if one.kind == "client"}

    @cached_property
    def incidents(self) -> tuple[IncidentFacts, ...]:
        """What went wrong in the service, for every client."""
        return incident_rows.facts(self._desk)

    @cached_property
    def _people(self) -> People:
        return people(self._desk)

    def _title(self, kind: str, person_id: str) -> str:
        found = self._people.get((kind, person_id))
        return found.title if found is not None else ""
