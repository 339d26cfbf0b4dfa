"""Evidence: what the records of this desk say to a question, read for one client or for the practice.

A `Reader` is one reading: it keeps what it read, so that a checklist of thirty questions reads a client once. It opens
the rows of that client alone. What cannot be read makes the evidence that rests on it say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from coachdesk.domain import evidence
from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.evidence.facts import ClientFacts, EntryFacts, Found, PracticeFacts, Records
from coachdesk.domain.views.ethics import Subject
from coachdesk.services.agreement_rows import day_of
from coachdesk.services.evidence_agreements import agreements_of
from coachdesk.services.evidence_money import money_of
from coachdesk.services.evidence_practice import Practice, needed
from coachdesk.services.evidence_rows import OF_CLIENT, consent_of, disclosure_of, sessions_of
from coachdesk.services.register_rows import entries
from coachdesk.store import marks

if TYPE_CHECKING:
    from coachdesk.domain.settings import Settings
    from coachdesk.services.desk import Desk

PRACTICE = ""
"""Whose rows those of the practice are, where clients go by their ids."""
_NOUNS = {"register_entry": "entry"}


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """Its id."""


NamedT = TypeVar("NamedT", bound=Named)

_REGISTER = frozenset({"register_entry"})
_DEALS = frozenset({"agreement", "agreement_version", "signature", "goal", "contact"})
_BEGUN = _DEALS | {"session"}
_RESTS: Mapping[str, frozenset[str]] = {
    "agreement": _DEALS,
    "agreement.kept_counts": _BEGUN,
    "agreement.signed_before_first_session": _BEGUN,
    "engagement": _BEGUN | _REGISTER,
    "session": _BEGUN | {"session_note", "session_agreement"},
    "client.recent_sessions": frozenset({"session"}),
    "client.retention_rule_set": _DEALS,
    "client.intake_talk_logged": _BEGUN | _REGISTER,
    "client.conflict_check_dated": _BEGUN,
    "client": frozenset(),
    "incident.logged": frozenset({"incident"}),
    "consent": frozenset({"consent", "disclosure", "session", "register_entry"}),
    "disclosure": frozenset({"disclosure", "consent"}),
    "hours_log": _BEGUN | {"consent", "past_hours", "client"},
    "ledger": _BEGUN | {"ledger_entry"},
    "absence": frozenset({"absence", "contact", "client"}),
    "practice.coach_list": frozenset({"contact"}),
    "practice.professional_list": frozenset({"contact"}),
    "practice.stand_in_named": frozenset({"contact"}),
    "practice.helpers_agreed": frozenset({"contact", "register_entry"}),
}
"""The tables that evidence rests on beside the client's own row, by its key or the first word of it; any other rests on
the register."""

OF_CLIENTS = (
    "client", "agreement", "agreement_version", "signature", "goal", "session", "session_note", "session_agreement",
    "register_entry", "consent", "disclosure", "ledger_entry",
)  # fmt: skip
"""The tables that a client's facts are read from, by the rows that are theirs."""
BESIDE = ("contact", "setting")
"""What else is in them: who pays, and what the coach's own words say in a draft."""
MOST_KEPT = 300
"""Of so many clients what was read is kept: of everybody who is coached, and more."""

UNREADABLE = "A record that this rests on is damaged and could not be read; coachdesk doctor names it."


class _Kept(NamedTuple):
    """The facts of a client, the version of the desk at which they were true last, how their rows looked then, and what
    else they were read from."""

    version: tuple[int, int]
    mark: bytes
    beside: tuple[object, ...]
    facts: ClientFacts


class Reader:
    """One reading of a desk. Not to be used inside a transaction, nor kept after something was written."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._practice = Practice(desk)
        self._clients: dict[str, ClientFacts] = {}
        self._damaged: dict[str, set[str]] = {}
        self._records: dict[tuple[Subject, tuple[str, ...]], Records] = {}

    @cached_property
    def _settings(self) -> Settings:
        return self._desk.settings()

    @cached_property
    def _today(self) -> date:
        return self._desk.today()

    @cached_property
    def _beside(self) -> tuple[tuple[int, int], tuple[object, ...]]:
        """The version of the desk, and what else a client's facts are read from."""
        return self._desk.version(), (self._desk.cached_for("evidence beside clients", BESIDE, object), self._today)

    def records(self, subject: Subject) -> Records:
        """Everything that is asked about the subject, and all of the practice.

        Raises `ref.unknown` for a subject that is not there, `row.damaged` for a client whose own row is damaged.
        """
        return self._of(subject, tuple(PracticeFacts.__dataclass_fields__))

    def look(self, key: str, subject: Subject) -> Found:
        """What the records say to an evidence key. Where one that it rests on is damaged, that it could not be read.

        Raises `evidence.unknown`, `ref.unknown`.
        """
        parts = needed(key, bool(subject.client_id or subject.agreement_id or subject.session_id))
        try:
            records = self._of(subject, parts)
        except CoachdeskError as problem:
            if problem.code != "row.damaged":
                raise
            return Found(False, UNREADABLE)
        found = evidence.look(key, records)
        bad = set(self._damaged.get(records.client.id, ())) if records.client is not None else set()
        bad |= self._damaged.get(PRACTICE, set()) if parts else set()
        rests = _RESTS.get(key, _RESTS.get(key.split(".")[0], _REGISTER))
        return Found(False, UNREADABLE, found.records) if bad & rests else found

    def _of(self, subject: Subject, parts: tuple[str, ...]) -> Records:
        if (subject, parts) not in self._records:
            self._records[subject, parts] = self._read(subject, parts)
        return self._records[subject, parts]

    def _read(self, subject: Subject, parts: tuple[str, ...]) -> Records:
        desk, settings = self._desk, self._settings
        whose = self._whose(subject)
        client = self.client(whose) if whose else None
        with self._noting(PRACTICE):
            practice = self._practice.facts(parts)
        return Records(
            now=desk.clock(),
            today=self._today,
            zone=settings.zone,
            edition=settings.edition,
            practice=practice,
            client=client,
            agreement=self._named("agreement", subject.agreement_id, client.agreements if client else (), whose),
            session=self._named("session", subject.session_id, client.sessions if client else (), whose),
            entry=self._named("register_entry", subject.entry_id, self._entries(subject, client), whose),
        )

    def _whose(self, subject: Subject) -> str:
        """The client that the subject is about; empty for the practice."""
        if subject.client_id:
            return subject.client_id
        named = (
            ("agreement", subject.agreement_id),
            ("session", subject.session_id),
            ("register_entry", subject.entry_id),
        )
        table, row_id = next(((table, row_id) for table, row_id in named if row_id), ("", ""))
        if not row_id:
            return ""
        with self._noting(row_id):
            rows = self._desk.rows(table, "WHERE id = ?", (row_id,))
        if not rows:
            raise self._missing(table, row_id, row_id)
        return str(rows[0]["client_id"] or "")

    def client(self, client_id: str) -> ClientFacts:
        """All that is recorded of a client. Raises `ref.unknown`, `row.damaged`."""
        if client_id not in self._clients:
            self._clients[client_id] = self._kept(client_id)
        return self._clients[client_id]

    def _kept(self, client_id: str) -> ClientFacts:
        """What was read of a client last, while nothing of theirs changed, whoever would have done it."""
        desk = self._desk
        version, beside = self._beside
        held: dict[str, _Kept] = desk.held("evidence of clients", dict)
        known = held.pop(client_id, None)
        if known is None or known.version != version or known.beside != beside:
            mark = marks.of_client(desk.connection, client_id, OF_CLIENTS)
            same = known is not None and (known.mark, known.beside) == (mark, beside)
            facts = known.facts if known is not None and same else self._read_client(client_id)
            known = _Kept(version, mark, beside, facts)
        if not self._damaged.get(client_id):
            held[client_id] = known  # the one that was asked for last is last
            if len(held) > MOST_KEPT:
                del held[next(iter(held))]
        return known.facts

    def _read_client(self, client_id: str) -> ClientFacts:
        with self._noting(client_id):
            rows = self._desk.rows("client", "WHERE id = ?", (client_id,))
            found = [self._facts(row) for row in rows]
        if not found:
            raise self._missing("client", client_id, client_id)
        return found[0]

    def _facts(self, row: Mapping[str, Any]) -> ClientFacts:
        desk, own = self._desk, (row["id"],)
        answers = desk.rows("consent", f"{OF_CLIENT} ORDER BY on_day, created_at, id", own)
        left = desk.rows("disclosure", f"{OF_CLIENT} ORDER BY at, id", own)
        return ClientFacts(
            id=row["id"],
            title=row["called"] or row["full_name"],
            stage=row["stage"],
            location=row["location"],
            emergency=row["emergency"],
            emergency_number=row["emergency_number"],
            other_ties=row["other_ties"],
            shares_employer=row["shares_employer"],
            conflict_check_on=day_of(row["conflict_check_on"]),
            conflict_check=row["conflict_check"],
            keep_years=row["keep_years"],
            keep_until=day_of(row["keep_until"]),
            coached_since=day_of(row["coached_since"]),
            agreements=agreements_of(desk, row),
            sessions=sessions_of(desk, row["id"]),
            entries=tuple(entries(desk, OF_CLIENT, own)),
            consents=tuple(consent_of(one) for one in answers),
            disclosures=tuple(disclosure_of(one) for one in left),
            money=money_of(desk, row["id"]),
        )

    def _entries(self, subject: Subject, client: ClientFacts | None) -> tuple[EntryFacts, ...]:
        """Where the entry that is asked about is looked for."""
        if client is not None or not subject.entry_id:
            return client.entries if client is not None else ()
        with self._noting(PRACTICE):
            return tuple(entries(self._desk, "WHERE id = ?", (subject.entry_id,)))

    def _named(self, table: str, row_id: str, known: Iterable[NamedT], whose: str) -> NamedT | None:
        """What has that id, or nothing where none is asked for. Raises `ref.unknown`, `row.damaged`."""
        if not row_id:
            return None
        found = next((one for one in known if one.id == row_id), None)
        if found is None:
            raise self._missing(table, row_id, whose or PRACTICE)
        return found

    def _missing(self, table: str, row_id: str, whose: str) -> CoachdeskError:
        """Why a row that was asked for is not there."""
        made_of = {table, "agreement_version"} if table == "agreement" else {table}
        if made_of & self._damaged.get(whose, set()):
            return failure("row.damaged", table=table, id=row_id)
        return failure("ref.unknown", ref=row_id, noun=_NOUNS.get(table, table))

    @contextmanager
    def _noting(self, whose: str) -> Iterator[None]:
        """The tables of rows that are found damaged inside the block are remembered for that client."""
        with self._desk.noting() as found:
            yield
        self._desk.remember(found)
        self._damaged.setdefault(whose, set()).update(one.where for one in found)
