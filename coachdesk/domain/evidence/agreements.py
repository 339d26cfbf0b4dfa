"""What the records say of the agreement: who signed when, and what its clauses settle."""

from __future__ import annotations

from collections.abc import Mapping

from coachdesk.domain.evidence.facts import Look

LOOKS: Mapping[str, Look] = {}
