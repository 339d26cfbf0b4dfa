"""The payer's own copy of a summary: the terms, and what the sharing clause lets it see; and what may be told to it."""

from __future__ import annotations

from dataclasses import replace

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import failure
from coachdesk.domain.text import fold
from coachdesk.domain.views.agreements import AgreementSummary
from coachdesk.services.agreement_reading import Reading, terms_of

COPIES = ("client", "payer")
SHARING = "sponsor_sharing"
"""The clause that says what the payer hears."""

CLAUSES = frozenset(
    (
        "sponsor", SHARING, "nature", "roles", "schedule", "fee", "cancellation", "rescheduling", "confidentiality",
        "confidentiality_limits", "unused_sessions", "ending", "term", "amendments", "signatures", "qualifications",
        "complaints",
    )
)  # fmt: skip
"""What concerns whoever pays. A clause of the coach's own does not unless it is worded into one of these."""


def check_copy(copy: str) -> None:
    """Refuses a copy that there is none of. Raises `agreement.copy`."""
    if copy not in COPIES:
        raise failure("agreement.copy", where="copy", text=copy, choices=", ".join(COPIES))


def payers(summary: AgreementSummary, reading: Reading) -> AgreementSummary:
    """The payer's copy of a summary. Raises `agreement.no-sponsor` where nobody else pays."""
    if not reading.sponsored:
        raise failure("agreement.no-sponsor")
    shown = CLAUSES | ({"goals"} if reading.terms.share_goals else set())
    return replace(
        summary,
        client_contact="",
        goals=summary.goals if reading.terms.share_goals else (),
        clauses=tuple(one for one in summary.clauses if one.key in shown),
    )


def may_hear(reading: Reading) -> str:
    """What the payer may be told, in the words of the sharing clause; empty where nobody else pays."""
    if not reading.sponsored:
        return ""
    said = next((one.text for one in reading.filled() if one.key == SHARING), "")
    return said or "nothing was agreed on what the payer hears, so nothing of the client is told"


def agreed(reading: Reading, recipient: str, goals: bool) -> str:
    """What the client signed that lets this payer have a copy, or a report with or without goals, in words; empty
    where they signed no such thing. What they signed last counts: the next one may share less."""
    signed = [
        (version, facts)
        for version, facts in zip(reading.all_versions, reading.versions, strict=True)
        if "client" in facts.signed and facts.withdrawn_at is None
    ]
    if not signed or not reading.sponsor or fold(recipient) != fold(reading.sponsor):
        return ""
    version, facts = signed[-1]
    shares = any(one.key == SHARING and one.included for one in version.clauses)
    covers = fold(version.fills.get("sponsor_name", "")) == fold(recipient) and terms_of(version).share_goals >= goals
    day = day_text(facts.signed["client"])
    return f"version {version.number}, signed on {day}, says what {reading.sponsor} hears" if shares and covers else ""


def would_agree(reading: Reading) -> str:
    """That the client's signature, which is missing, would let the payer have its copy; else empty."""
    shares = any(one.key == SHARING for one in reading.included)
    if not shares or "client" in reading.facts.signed or reading.version.withdrawn_at is not None:
        return ""
    return f"their signature on version {reading.version.number} allows it too"
