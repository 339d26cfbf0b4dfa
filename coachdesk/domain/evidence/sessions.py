"""What the records say of single sessions and of the last month."""

from __future__ import annotations

from collections.abc import Mapping

from coachdesk.domain.evidence.facts import Look

LOOKS: Mapping[str, Look] = {}
