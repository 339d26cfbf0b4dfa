"""What evidence is looked up in: the records of one client and of the practice, as frozen values.

Days are calendar days where the coach is, instants are aware UTC. `services/evidence` reads them; every function of
evidence takes `Records` and nothing else, so that what it says can be computed again, slowly, by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from coachdesk.domain.agreements import VersionFacts
from coachdesk.domain.consents import Answer

Record = tuple[str, str]
"""A record by the kind of its page and its id, such as `("agreement", id)`; the page opens it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the records say of one item.

    found    True: a record is there · False: none is · None: the records cannot tell, the coach's own answer counts
    says     that in one sentence: what, and when
    records  what it was found in, the most telling one first
    """

    found: bool | None
    says: str
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause of a version as it reads there. `open` are placeholders without a text; `required` is for this one.

    `values` is the text of each placeholder of its wording that has one; one in the coach's own words may have none.
    """

    key: str
    title: str
    text: str
    open: tuple[str, ...] = ()
    required: bool = False
    included: bool = True
    why_out: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether it stands in the version and nothing in it is left open."""
        return self.included and bool(self.text.strip()) and not self.open


@dataclass(frozen=True, slots=True)
class VersionRead:
    """A version of an agreement: when it was made, sent and signed (`facts`), its clauses by key, and its deal.

    `deal` is what an amendment is about, in words by name: fee, schedule, length, payer.
    """

    id: str
    facts: VersionFacts
    created_at: datetime
    review_on: date | None = None
    clauses: Mapping[str, ClauseFacts] = field(default_factory=dict)
    deal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """An agreement with its versions, oldest first. `free` is a fee of nothing without a swap (pro bono)."""

    id: str
    title: str
    versions: tuple[VersionRead, ...]
    sponsor_id: str = ""
    sponsor: str = ""
    barter: bool = False
    free: bool = False
    ended_on: date | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session. `moves` are (when that was entered, by whom); `notes` are (kind, when it was written).

    `ended_at` is when one that was held really ended, where that differs from `at` and `minutes`.
    """

    id: str
    client_id: str
    agreement_id: str
    kind: str
    at: datetime
    minutes: int
    state: str
    ended_by: str = ""
    charged: bool | None = None
    moves: tuple[tuple[datetime, str], ...] = ()
    notes: tuple[tuple[str, datetime], ...] = ()
    topic: str = ""
    result: str = ""
    outcome: str = ""
    ended_at: datetime | None = None

    @property
    def ends(self) -> datetime:
        """When it ends or ended."""
        return self.ended_at or self.at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An entry of the register; `domain/register` says which kinds there are and what each has in `details`."""

    id: str
    client_id: str
    kind: str
    on: date
    created_at: datetime
    until: date | None = None
    told: date | None = None
    answered: date | None = None
    ended: date | None = None
    text: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """An answer of a client, with what it is for exactly and their words."""

    answer: Answer
    use: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    """One thing that left. `basis` is one of `domain/disclosures.BASES`; `consent` the id of what it rests on."""

    id: str
    client_id: str
    at: datetime
    kind: str
    recipient: str
    what: str
    basis: str = ""
    consent: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A contact: what counts is who stands in, helps, takes a client, or is a therapist, doctor or lawyer."""

    id: str
    title: str
    role: str
    profession: str = ""
    phone: str = ""
    email: str = ""
    takes_clients_on: date | None = None
    confidential_on: date | None = None


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """An absence. `told` is the day on which each client was told, by id."""

    id: str
    from_at: datetime
    until_at: datetime | None
    back_at: datetime | None = None
    cover_id: str = ""
    told: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IncidentFacts:
    """Something in the coach's own service that went wrong for a client; closed once it was made good."""

    id: str
    client_id: str
    on: date
    created_at: datetime
    is_open: bool
    what: str
    who_knows: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What the ledger says of one agreement: how many sessions payments cover (nothing where that cannot be said), how
    many were given beside, whether there is any line, and the days of refunds and credits that stand."""

    paid: int | None = None
    credited: int = 0
    entered: bool = False
    settled: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A client and all that is recorded of them. Sessions are by time; `keep_…` say until when records are kept."""

    id: str
    title: str
    stage: str
    location: str = ""
    emergency: str = ""
    emergency_number: str = ""
    other_ties: str = ""
    shares_employer: bool | None = None
    conflict_check_on: date | None = None
    conflict_check: str = ""
    keep_years: int | None = None
    keep_until: date | None = None
    coached_since: date | None = None
    agreements: tuple[AgreementFacts, ...] = ()
    sessions: tuple[SessionFacts, ...] = ()
    entries: tuple[EntryFacts, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    disclosures: tuple[DisclosureFacts, ...] = ()
    money: Mapping[str, MoneyFacts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PracticeFacts:
    """What the practice has and did.

    entries     those of the practice, and every client's `referral` entries
    active      the clients being coached now, by id, with their names
    month       the sessions of the last 31 days, of all clients, and whether each was free of charge, by session id
    listed      the clients whose hours the log would show by name; `may_list` those whose latest answer allows it
    name_uses   every client's answers to having their name or words shown
    names       what those clients are called, by id, active or not
    incidents   every client's, the first one first
    """

    entries: tuple[EntryFacts, ...] = ()
    contacts: tuple[ContactFacts, ...] = ()
    absences: tuple[AbsenceFacts, ...] = ()
    active: Mapping[str, str] = field(default_factory=dict)
    month: tuple[SessionFacts, ...] = ()
    free: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    may_list: frozenset[str] = frozenset()
    name_uses: Mapping[str, tuple[ConsentFacts, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    incidents: tuple[IncidentFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Records:
    """What one item is asked about: the practice, a client, one agreement or session of theirs, or one entry (the
    harm, the conflict, the request that the question is about). `zone` is the coach's."""

    now: datetime
    today: date
    zone: str
    edition: str = ""
    practice: PracticeFacts = PracticeFacts()
    client: ClientFacts | None = None
    agreement: AgreementFacts | None = None
    session: SessionFacts | None = None
    entry: EntryFacts | None = None


Look = Callable[[Records], Found]
"""What answers one evidence key."""
