"""Evidence, and what ethics asks and keeps."""

from __future__ import annotations

from coachdesk.domain.failures.kinds import ErrorKind

EVIDENCE: dict[str, ErrorKind] = {
    "evidence.unknown": ErrorKind("nothing here looks this evidence up"),
}
