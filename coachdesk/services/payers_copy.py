"""The payer's own copy of a summary: the terms, and what the sharing clause lets it see; and what may be told to it."""

from __future__ import annotations

from dataclasses import replace

from coachdesk.domain.errors import failure
from coachdesk.domain.views.agreements import AgreementSummary
from coachdesk.services.agreement_reading import Reading

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
