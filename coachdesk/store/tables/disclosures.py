"""The register of what went to whom."""

from datetime import datetime

from sqlmodel import Field

from coachdesk.store.rows import SealedRow, Secret, reference
from coachdesk.store.types import Instant


class Disclosure(SealedRow, table=True):
    """One thing handed over: to whom, which file (with its hash), on which basis (`domain/disclosures`), under which
    consent, and why."""

    __owner__ = "client_id"

    id: str = Field(primary_key=True)
    client_id: str | None = reference("client", default=None)
    version_id: str | None = reference("agreement_version", default=None)
    at: datetime = Field(sa_type=Instant)
    kind: str

    recipient: Secret[str]
    what: Secret[str]
    file_name: Secret[str] = ""
    file_hash: Secret[str] = ""
    fingerprint: Secret[str] = ""
    format: Secret[str] = ""
    consent: Secret[str] = ""
    basis: Secret[str] = ""
    why: Secret[str] = ""
