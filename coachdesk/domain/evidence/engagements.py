"""What the records say of an engagement as a whole: its ending, its reviews, its last sessions."""

from __future__ import annotations

from collections.abc import Mapping

from coachdesk.domain.evidence.facts import Look

LOOKS: Mapping[str, Look] = {}
