"""Sealed fields that came after rows of their table had been kept: what a raw row has in place of one it lacks.

A row is sealed with the fields of its day and stays so until it is written again. Its class fills in what is missing
by itself; raw rows have no class, and are told here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LATER: Mapping[str, Mapping[str, Any]] = {
    "client": {
        "location": "",
        "emergency_number": "",
        "other_ties": "",
        "shares_employer": None,
        "conflict_check_on": None,
        "conflict_check": "",
        "keep_years": None,
        "keep_until": None,
        "coached_since": None,
    },
    "contact": {"profession": "", "takes_clients_on": None, "confidential_on": None},
    "agreement": {"group_size": None},
    "disclosure": {"basis": "", "why": ""},
}
"""By table, each such field with what the table's class gives it; a test compares the two."""
