"""What `verify` answers: whether a paper is what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """`verdict` is in-force, unsigned, superseded, ended, changed or unknown; `says` is that in one sentence.

    The rest is empty for a paper that is unknown. `since` and `until` are the days on which its version is in force;
    `handed_over` (UTC), `recipient` and `format` are of the hand-over whose file it is, empty where only its
    fingerprint is known.
    """

    verdict: str
    says: str
    agreement_id: str = ""
    client_id: str = ""
    client: str = ""
    title: str = ""
    version: int | None = None
    since: date | None = None
    until: date | None = None
    fingerprint: str = ""
    handed_over: datetime | None = None
    recipient: str = ""
    format: str = ""

    @property
    def genuine(self) -> bool:
        """Whether it is as it was handed over, whatever has become of the agreement since."""
        return self.verdict not in ("changed", "unknown")
