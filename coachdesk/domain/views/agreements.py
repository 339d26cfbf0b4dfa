"""Views of agreements: lines of a list, the page of one, and the summary that a client can hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coachdesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing before sending: which clause or field, what, and why it matters."""

    clause: str
    placeholder: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause of a version: its wording as written, and as it reads with every known placeholder filled.

    `own` ones are not of the catalogue; `why_out` is why a required one is left out."""

    key: str
    title: str
    guidance: str
    wording: str
    filled: str
    required: bool
    included: bool
    own: bool = False
    why_out: str = ""


@dataclass(frozen=True, slots=True)
class GoalSnapshot:
    """A goal as it stood when the version was written."""

    text: str
    measure: str


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Who signed, as which party (`client`, `coach`, `payer`), on which day and how."""

    party: str
    by_name: str
    on: date
    how: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the row of them. `since` and `until` are the days on which it is in force (nothing where it never
    is, or where no end is known); `signed` is the day of the last signature that was needed; `holds` means today."""

    number: int
    state: str
    created: datetime
    sent: datetime | None
    withdrawn: datetime | None
    signed: date | None
    since: date | None
    until: date | None
    holds: bool
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions: `kind` is title, term, goal, clause, text or signer; `what` names the field,
    clause, placeholder or party; `line` says it in words, `before` and `after` what each version said."""

    kind: str
    what: str
    line: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What differs between two versions of an agreement. `words` is all of it in one line."""

    agreement_id: str
    title: str
    old: int
    new: int
    changes: tuple[Change, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How an agreement was ended: `by` is client, coach or payer; `unused` and `refund` are nothing where nothing was
    said of them. `said` is that in words."""

    on: date
    by: str
    why: str
    unused: int | None
    refund: Money | None
    said: str


@dataclass(frozen=True, slots=True)
class TermsView:
    """The terms as real fields. Minutes and hours are whole numbers; the fee is for the `basis`.

    `instalments` are days and amounts; `share_goals` lets whoever pays see the goals; `language` is empty where it is
    that of the settings."""

    sessions: int | None
    minutes: int | None
    fee: Money | None
    basis: str
    start: date | None
    end: date | None
    review: date | None
    cancel_hours: int | None
    frequency: str
    medium: str
    reply_minutes: int | None = None
    barter: bool = False
    share_goals: bool = False
    instalments: tuple[tuple[date, Money], ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class SessionCount:
    """Coaching sessions under an agreement. `left` is agreed and credited less held and charged; `booked` stands
    beside, and so does `unmarked`: past ones of which nobody said what became of them."""

    agreed: int
    held: int
    charged: int
    booked: int
    left: int
    credited: int = 0
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One line of the list of agreements. `told_apart` is the word that tells namesakes apart, empty where no other
    client has the name; `holds` is the number of the version in force today, whose sessions are counted; `waits` that
    of the one that waits for signatures, which `sent` (UTC) and `to_sign` (whose signature is missing) are about;
    `apart` tells a draft from another of the same client, where a list asked for it (`services.drafts_apart`)."""

    id: str
    client_id: str
    client: str
    told_apart: str
    title: str
    state: str
    version: int
    start: date | None
    end: date | None
    gaps: int
    sessions: SessionCount
    sent: datetime | None
    signed: date | None
    to_sign: tuple[str, ...]
    ended: date | None
    holds: int | None = None
    waits: int | None = None
    apart: str = ""

    @property
    def client_title(self) -> str:
        """The client's name as lists show it."""
        return f"{self.client} ({self.told_apart})" if self.told_apart else self.client

    @property
    def coming(self) -> str:
        """What is said of the next version while an earlier one is signed or waits: `version 2 waits`; else empty."""
        if self.state == "sent" and self.waits and self.version > self.waits:
            return f"version {self.version} is a draft"
        if self.state != "signed" or self.signed is not None:
            return ""
        return f"version {self.waits} waits" if self.waits else f"version {self.version} is a draft"

    @property
    def standing(self) -> str:
        """The state and the version that has it: `signed, version 1`, `signed; version 2 waits`."""
        return f"{self.state}; {self.coming}" if self.coming else f"{self.state}, version {self.version}"


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One version of an agreement, whole. `client` is what they are called, `client_name` their name on paper;
    `sponsor` is who pays, if it is somebody else; `to_sign` are the parties whose signature is missing. `holds` is the
    number of the version in force today, `opens` of the one that is read where none is named; `renews` and
    `renewed_by` are ids of other agreements, or empty."""

    id: str
    client_id: str
    client: str
    client_name: str
    sponsor: str
    title: str
    state: str
    version: int
    versions: int
    terms: TermsView
    clauses: tuple[ClauseView, ...]
    goals: tuple[GoalSnapshot, ...]
    fills: tuple[tuple[str, str], ...]
    missing: tuple[Gap, ...]
    signatures: tuple[SignatureView, ...]
    to_sign: tuple[str, ...]
    sessions: SessionCount
    created: datetime
    sent: datetime | None
    fingerprint: str
    sponsor_id: str = ""
    holds: int | None = None
    all_versions: tuple[VersionLine, ...] = ()
    ending: Ending | None = None
    renews: str = ""
    renewed_by: str = ""
    told_apart: str = ""
    opens: int = 0
    paid: int | None = None

    @property
    def client_title(self) -> str:
        """The client's name as titles show it, told apart from a namesake's."""
        return f"{self.client} ({self.told_apart})" if self.told_apart else self.client


@dataclass(frozen=True, slots=True)
class SummaryClause:
    """A clause as the client reads it, filled."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceholderView:
    """A placeholder of a clause: what it stands for and how it reads now (`text`, empty while it is open).

    `given` ones are filled from terms, client or settings; the others have what was written for this agreement alone
    in `fill`, and else the practice's default."""

    name: str
    what: str
    text: str
    fill: str
    given: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document for reading on a screen: `kind` is title, heading, subheading, label, text or small.

    A `label` has its own words in front; a `text` may have several lines."""

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """What was settled, as values, for the short facts at the top of a summary.

    A `…_text` is how it reads in the clauses, in the coach's words where they wrote their own; the value beside it is
    nothing then. `basis` is package, session or month; weekdays are 0 for Monday."""

    sessions: int | None = None
    minutes: int | None = None
    frequency: str = ""
    medium: str = ""
    fee: Money | None = None
    basis: str = ""
    basis_text: str = ""
    due: str = ""
    instalments: tuple[tuple[date, Money], ...] = ()
    start: date | None = None
    end: date | None = None
    end_text: str = ""
    review: date | None = None
    review_text: str = ""
    cancel_hours: int | None = None
    cancel_text: str = ""
    reply_minutes: int | None = None
    reply_text: str = ""
    reply_weekdays: tuple[int, ...] = ()
    reply_days_text: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A coach's logo as it was cleaned: `kind` is `png` or `svg`."""

    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """Everything that an exported summary shows; documents know nothing else.

    `deal` is what the short facts at the top say, in the words of the language. `standing` is `draft`, `sent` (not
    signed yet), `signed` or `ended`. `frozen_at` is the instant (UTC) at which the version was frozen (or the instant
    of export for a draft); it is the document's date, so that exporting twice gives the same bytes. `fingerprint` is
    64 hexadecimal characters, empty for a draft.
    `language` is that of the fixed words, `clauses_language` that in which the clauses were agreed (empty where it is
    not known); `layout` is `classic` or `plain`.
    """

    language: str
    paper: str
    title: str
    coach_name: str
    business: str
    coach_contact: str
    client_name: str
    client_contact: str
    sponsor_name: str
    version: int
    standing: str
    deal: Deal
    goals: tuple[GoalSnapshot, ...]
    clauses: tuple[SummaryClause, ...]
    signatures: tuple[SignatureView, ...]
    code_name: str
    code_edition: str
    frozen_at: datetime
    fingerprint: str
    layout: str = "classic"
    logo: Logo | None = None
    clauses_language: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail ready to copy; `to` is empty where no address is known."""

    to: str
    subject: str
    body: str
