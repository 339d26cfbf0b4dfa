"""The rules of an agreement: its terms, its states, what is in force, and how many sessions are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from coachdesk.domain.errors import failure
from coachdesk.domain.money import Money
from coachdesk.domain.sessions import NOTHING, Tally

if TYPE_CHECKING:  # Today stands on this module, and making these classes would hold up the first screen
    from coachdesk.domain.views.agreements import GoalSnapshot, SessionCount, TermsView

STATES = ("draft", "sent", "signed", "ended", "withdrawn")
"""Of an agreement; it is withdrawn where every version of it was."""
DEFAULT_TITLE = "Coaching agreement"
"""What an agreement is called that was given no title."""

BASES = ("package", "session", "month")
"""What a fee is for."""

PARTIES = ("client", "coach", "payer")
WAYS = ("paper", "email", "e-signature")
"""How someone signed."""

MOST_SESSIONS, MOST_MINUTES, MOST_CANCEL_HOURS = 500, 600, 720


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the fee and the day it is due."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one version. `None` is not settled yet; the fee is for the `basis`; times are minutes and hours.

    `share_goals` lets whoever pays see the goals. `language` is that of the catalogue's words in it (`en`, `de`), empty
    for the one of the settings.
    """

    sessions: int | None = None
    minutes: int | None = None
    fee: Money | None = None
    basis: str = "package"
    start: date | None = None
    end: date | None = None
    review: date | None = None
    cancel_hours: int | None = None
    frequency: str = ""
    medium: str = ""
    reply_minutes: int | None = None
    instalments: tuple[Instalment, ...] = ()
    barter: bool = False
    share_goals: bool = False
    language: str = ""

    def view(self) -> TermsView:
        """The terms as screens and documents get them."""
        from coachdesk.domain.views.agreements import TermsView

        return TermsView(
            self.sessions, self.minutes, self.fee, self.basis, self.start, self.end, self.review, self.cancel_hours,
            self.frequency, self.medium, self.reply_minutes, self.barter, self.share_goals,
            tuple((part.on, part.amount) for part in self.instalments), self.language,
        )  # fmt: skip

    @property
    def pro_bono(self) -> bool:
        """Whether a fee of nothing was agreed."""
        return self.fee is not None and self.fee.minor == 0

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing and fingerprints: dates in ISO form, money as minor units with its code."""
        return {
            "sessions": self.sessions,
            "minutes": self.minutes,
            "fee": self.fee.as_json() if self.fee else None,
            "basis": self.basis,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "review": self.review.isoformat() if self.review else None,
            "cancel_hours": self.cancel_hours,
            "frequency": self.frequency,
            "medium": self.medium,
            "reply_minutes": self.reply_minutes,
            "instalments": [{"on": part.on.isoformat(), "amount": part.amount.as_json()} for part in self.instalments],
            "barter": self.barter,
            "share_goals": self.share_goals,
            "language": self.language,
        }


def terms_from_json(stored: Mapping[str, Any]) -> Terms:
    """The terms of what `Terms.as_json` gave; fields added since have their defaults."""
    plain = {key: value for key, value in stored.items() if key in Terms.__dataclass_fields__}
    for key in ("start", "end", "review"):
        plain[key] = date.fromisoformat(plain[key]) if plain.get(key) else None
    plain["fee"] = Money(**plain["fee"]) if plain.get("fee") else None
    plain["instalments"] = tuple(
        Instalment(date.fromisoformat(part["on"]), Money(**part["amount"])) for part in plain.get("instalments", ())
    )
    return Terms(**plain)


def check_terms(terms: Terms) -> None:
    """Refuses terms that cannot be meant. The failure's `where` is the name of the field."""
    _in_range("sessions", terms.sessions, 1, MOST_SESSIONS)
    _in_range("minutes", terms.minutes, 5, MOST_MINUTES)
    _in_range("cancel_hours", terms.cancel_hours, 0, MOST_CANCEL_HOURS)
    if terms.fee is not None and terms.fee.minor < 0:
        raise failure("money.negative", where="fee", text=str(terms.fee))
    if terms.basis not in BASES:
        raise failure("agreement.basis", where="basis", text=terms.basis or "nothing", choices=", ".join(BASES))
    if terms.start and terms.end and terms.end < terms.start:
        raise failure("agreement.end-before-start", where="end", end=terms.end, start=terms.start)
    if terms.review and ((terms.start and terms.review < terms.start) or (terms.end and terms.review > terms.end)):
        raise failure("agreement.review-outside", where="review", review=terms.review)
    if terms.instalments:
        _check_instalments(terms)


def _in_range(name: str, value: int | None, least: int, most: int) -> None:
    if value is not None and not least <= value <= most:
        raise failure("agreement.number", where=name, found=value, least=least, most=most)


def _check_instalments(terms: Terms) -> None:
    """Instalments are parts of a package fee: same currency, no two on one day, together the fee."""
    if terms.basis != "package" or terms.fee is None:
        raise failure("agreement.instalments-basis", where="instalments")
    total = Money(0, terms.fee.currency)
    for part in terms.instalments:
        total = total + part.amount
    if total != terms.fee:
        raise failure("agreement.instalments-sum", where="instalments", total=total, fee=terms.fee)
    if len({part.on for part in terms.instalments}) < len(terms.instalments):
        raise failure("agreement.instalments-day", where="instalments")


class VersionFacts(NamedTuple):
    """What the records say of one version. Instants are UTC; `signed` maps a party to the day it signed on."""

    number: int
    sent_at: datetime | None
    withdrawn_at: datetime | None
    signed: Mapping[str, date]
    start: date | None
    end: date | None


def required_signers(sponsored: bool) -> tuple[str, ...]:
    """Who must sign for a version to be signed: client and coach, and a payer where there is one."""
    return PARTIES if sponsored else PARTIES[:2]


def still_to_sign(version: VersionFacts, sponsored: bool) -> tuple[str, ...]:
    """The parties whose signature is not recorded yet."""
    return tuple(party for party in required_signers(sponsored) if party not in version.signed)


def signed_on(version: VersionFacts, sponsored: bool) -> date | None:
    """The day on which the last required signature came, or nothing while one is missing."""
    if version.sent_at is None or version.withdrawn_at is not None or still_to_sign(version, sponsored):
        return None
    return max(version.signed[party] for party in required_signers(sponsored))


def version_state(version: VersionFacts, sponsored: bool, ended_on: date | None, today: date) -> str:
    """The state of one version on a day: `draft`, `sent`, `signed` or `ended`; `withdrawn` where it was taken back."""
    if version.withdrawn_at is not None:
        return "withdrawn"
    if version.sent_at is None:
        return "draft"
    if signed_on(version, sponsored) is None:
        return "sent"
    over = version.end is not None and version.end < today
    return "ended" if over or (ended_on is not None and ended_on <= today) else "signed"


def agreement_state(versions: Iterable[VersionFacts], sponsored: bool, ended_on: date | None, today: date) -> str:
    """The state of the agreement on a day: that of its newest signed version, else of the one that waits for
    signatures (a draft of the next beside it changes nothing for the client), else of its newest one.

    An agreement that was ended is ended whatever its versions are, from the day it names.
    """
    if ended_on is not None and ended_on <= today:
        return "ended"
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    states = [version_state(version, sponsored, ended_on, today) for version in newest_first]
    for state in states:
        if state in ("signed", "ended"):
            return state
    if "sent" in states:
        return "sent"
    return next((state for state in states if state != "withdrawn"), "withdrawn" if states else "draft")


def in_force_from(version: VersionFacts, sponsored: bool) -> date | None:
    """The later of its signing and its start; nothing while it is not signed."""
    signed = signed_on(version, sponsored)
    return max(signed, version.start or signed) if signed else None


def in_force(
    versions: Iterable[VersionFacts], sponsored: bool, ended_on: date | None, day: date
) -> VersionFacts | None:
    """The version in force on a day, at most one: a newer one in force puts an end to those before it."""
    if ended_on is not None and ended_on <= day:
        return None
    begun = [version for version in versions if (since := in_force_from(version, sponsored)) and since <= day]
    newest = max(begun, key=lambda version: version.number, default=None)
    return None if newest is None or (newest.end is not None and newest.end < day) else newest


def check_signing(version: VersionFacts, sponsored: bool, party: str, on: date, today: date) -> None:
    """Refuses a signature that cannot be: of a draft, twice by one party, by a payer who is none, or in the future."""
    if party not in required_signers(sponsored):
        code = "agreement.no-payer" if party == "payer" else "agreement.party"
        raise failure(code, where="as", text=party, choices=", ".join(PARTIES))
    if version.withdrawn_at is not None or version.sent_at is None:
        raise failure("agreement.not-sent", number=version.number)
    if party in version.signed:
        raise failure("agreement.signed-already", party=party, on=version.signed[party])
    if on > today:
        raise failure("agreement.signed-in-future", where="on", on=on)


def count_sessions(agreed: int | None, used: Tally = NOTHING) -> SessionCount:
    """Sessions left = agreed + granted or credited - held - missed or cancelled ones that were charged.

    Booked ones take nothing away and are said beside, as are those that are over and not marked. More held than agreed
    leaves a number below zero, shown as such.
    """
    from coachdesk.domain.views.agreements import SessionCount

    number = agreed or 0
    return SessionCount(number, used.held, used.charged, used.booked, used.left(number), used.credited, used.unmarked)


def frozen_content(
    *, title: str, number: int, coach: str, client: str, sponsor: str, terms: Terms, goals: Iterable[GoalSnapshot],
    clauses: Iterable[tuple[str, str, str]],
) -> dict[str, Any]:  # fmt: skip
    """All that a version says, for its fingerprint: names, terms, goals, clauses (key, title, filled text)."""
    return {
        "form": 1,
        "title": title,
        "version": number,
        "coach": coach,
        "client": client,
        "sponsor": sponsor,
        "terms": terms.as_json(),
        "goals": [{"text": goal.text, "measure": goal.measure} for goal in goals],
        "clauses": [{"key": key, "title": heading, "text": text} for key, heading, text in clauses],
    }
