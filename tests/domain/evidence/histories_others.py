"""Random histories of clients, consents, entries, contacts and absences, near the days on which answers change.

Each is made from one number, so that a history that fails can be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from coachdesk.domain.consents import Answer
from coachdesk.domain.evidence.facts import (
    AbsenceFacts,
    ClauseFacts,
    ClientFacts,
    ConsentFacts,
    ContactFacts,
    DisclosureFacts,
    EntryFacts,
    IncidentFacts,
    PracticeFacts,
    Records,
    SessionFacts,
)
from coachdesk.domain.register_kinds import KINDS
from tests.domain.evidence.made import agreement

T = TypeVar("T")

TODAYS = (date(2026, 11, 27), date(2026, 2, 28), date(2026, 5, 31), date(2028, 2, 29), date(2026, 3, 29))
"""Days at the ends of months too, and one on which clocks change."""
EDGES = (30, 31, 32, 59, 60, 61, 62, 89, 90, 91, 92, 93, 181, 182, 183, 184, 364, 365, 366, 367)
"""Days ago, around the lengths that count."""
ZONES = ("Europe/Lisbon", "Pacific/Auckland", "America/Vancouver")
CLIENTS = ("amara", "bo", "cy")
WORDS = ("site", "site", "book", "agreed with client", "", " ")
CONSENTS = ("recording", "sponsor-report", "testimonial", "name-release", "hours-log", "research")
ROLES = ("colleague", "colleague", "stand-in", "helper", "professional", "sponsor")


class Making:
    """One history; `today` is where its days lie around."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.today = self.one_of(TODAYS)
        self.now = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        self.number = 0

    def one_of(self, choices: Sequence[T]) -> T:
        return self.random.choice(choices)

    def often(self, value: T, times: float = 0.8) -> T | None:
        return value if self.random.random() < times else None

    def some(self, make: Callable[[], T], most: int) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.random.randint(0, most)))

    def id(self, letter: str) -> str:
        """Ids in no order."""
        self.number += 1
        return f"{letter}{self.random.randint(0, 9)}{self.number}"

    def day(self) -> date:
        """A day that may matter; now and then one that is still to come."""
        step = self.one_of((self.random.randint(-1, 3), self.random.randint(0, 12), self.one_of(EDGES)))
        return self.today - timedelta(days=step)

    def instant(self) -> datetime:
        """An instant near midnight or in the day."""
        day = self.day()
        return datetime(day.year, day.month, day.day, self.one_of((0, 8, 11, 12, 23)), tzinfo=UTC)

    def written(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.random.randint(0, 9))

    def entry(self, kinds: Sequence[str]) -> EntryFacts:
        kind = KINDS[self.one_of(kinds)]
        fields = {
            field.name: self.one_of((*field.choices * 4, "") if field.choices else WORDS) for field in kind.fields
        }
        return EntryFacts(
            self.id("e"), "amara", kind.name, self.day(), self.written(), until=self.often(self.day(), 0.4),
            told=self.often(self.day()), answered=self.often(self.day()),
            ended=self.often(self.today + timedelta(days=self.one_of((0, 1))), 0.15), text=self.one_of(("it", "")),
            details={name: value for name, value in fields.items() if self.often(value, 0.95) is not None},
        )  # fmt: skip

    def entries(self, *whose: str) -> tuple[EntryFacts, ...]:
        """Entries of few kinds, so that several are of one."""
        kinds = self.random.sample([name for name, kind in KINDS.items() if kind.whose in whose], 4)
        return self.some(lambda: self.entry(kinds), 8)

    def consent(self, kinds: Sequence[str]) -> ConsentFacts:
        answer = Answer(
            self.id("c"), self.one_of(kinds), self.often(True) is True, self.day(), self.often(self.day(), 0.2),
            self.often(self.day(), 0.2), self.written(),
        )  # fmt: skip
        return ConsentFacts(answer, self.one_of(WORDS))

    def consents(self) -> tuple[ConsentFacts, ...]:
        kinds = self.random.sample(CONSENTS, 2)
        return self.some(lambda: self.consent(kinds), 6)

    def session(self) -> SessionFacts:
        """One under no agreement."""
        kind, state = self.one_of(("coaching", "coaching", "chemistry")), self.one_of(("held", "held", "missed"))
        return SessionFacts(self.id("s"), "amara", "", kind, self.instant(), 60, state)

    def clause(self) -> ClauseFacts:
        key, blank = self.one_of(("data_kept", "data_kept", "fee")), self.often(("retention_time",), 0.2)
        return ClauseFacts(key, "Notes", self.one_of(WORDS), blank or (), included=self.often(True) is True)

    def left(self) -> DisclosureFacts:
        recipient, what, basis = (self.often(word, 0.95) or "" for word in ("Brook", "a file", "law"))
        kind = self.one_of(("sponsor-report", "agreement"))
        consent = self.often("c1", 0.3) or ""
        return DisclosureFacts(self.id("d"), "amara", self.instant(), kind, recipient, what, basis, consent)

    def client(self) -> ClientFacts:
        """A client with a draft of an agreement at most, so that sessions alone make engagements."""
        draft = agreement(None, self.some(self.clause, 2))
        return ClientFacts(
            "amara", "Amara", "active", location=self.one_of(WORDS), emergency_number=self.one_of(WORDS),
            other_ties=self.one_of(WORDS), conflict_check_on=self.often(self.day()), conflict_check=self.one_of(WORDS),
            keep_years=self.often(self.random.randint(0, 9)), keep_until=self.often(self.day(), 0.3),
            coached_since=self.often(self.day(), 0.3), agreements=(draft,) if self.often(True) else (),
            sessions=self.some(self.session, 4), entries=self.entries("client", "either"), consents=self.consents(),
            disclosures=self.some(self.left, 4),
        )  # fmt: skip

    def contact(self) -> ContactFacts:
        profession = self.one_of(("therapist", "doctor", "lawyer", ""))
        phone, email = self.one_of(WORDS), self.one_of(WORDS)
        takes, agreed = self.often(self.day()), self.often(self.day())
        return ContactFacts(self.id("p"), "Ida", self.one_of(ROLES), profession, phone, email, takes, agreed)

    def absence(self, contacts: Sequence[ContactFacts]) -> AbsenceFacts:
        begins = self.now + timedelta(days=self.random.randint(-9, 9))
        ends = self.often(begins + timedelta(days=self.random.randint(1, 9)))
        told = {one: self.day() for one in CLIENTS if self.often(one)}
        cover = self.one_of([*(one.id for one in contacts), ""])
        return AbsenceFacts(self.id("f"), begins, ends, self.often(self.now, 0.1), cover, told)

    def incident(self) -> IncidentFacts:
        still, whose = self.often(True, 0.4) is True, self.one_of(CLIENTS)
        said = [self.often(word, 0.9) or "" for word in ("she and I", "call her")]
        return IncidentFacts(self.id("i"), whose, self.day(), self.written(), still, "late", *said)

    def practice(self) -> PracticeFacts:
        contacts = self.some(self.contact, 9)
        clients = [one for one in CLIENTS if self.often(one, 0.4)]
        return PracticeFacts(
            self.entries("practice", "either"), contacts, self.some(lambda: self.absence(contacts), 3),
            {one: one.capitalize() for one in clients}, listed=tuple(one for one in CLIENTS if self.often(one, 0.5)),
            may_list=frozenset(one for one in CLIENTS if self.often(one)),
            name_uses={one: self.consents() for one in clients},
            incidents=self.some(self.incident, 4),
        )  # fmt: skip


def history(number: int) -> Records:
    """All that could be asked about at once; the session and the entry are the client's, where there is one."""
    make = Making(number)
    client = make.often(make.client())
    session = make.one_of((None, *client.sessions)) if client is not None else None
    entry = make.one_of((None, None, *client.entries)) if client is not None else None
    zone, practice = make.one_of(ZONES), make.practice()
    return Records(make.now, make.today, zone, "2025", practice, client, None, session, entry)
