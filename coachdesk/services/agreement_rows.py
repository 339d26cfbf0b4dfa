"""The facts of agreements from raw rows: where only dates and states are asked for, of many agreements at once.

As objects, the wording of every version would be checked and made into objects too, which takes ten times as long.
Nothing here imports SQLModel: Today is read with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from sys import intern
from typing import Any

from coachdesk.domain.agreements import VersionFacts
from coachdesk.domain.times import from_stamp

Row = Mapping[str, Any]


def signed_days(signatures: Iterable[Row]) -> dict[str, dict[str, date]]:
    """By version, the day on which each party signed it."""
    signed: dict[str, dict[str, date]] = {}
    for row in signatures:
        signed.setdefault(row["version_id"], {})[intern(row["party"])] = date.fromisoformat(row["signed_on"])
    return signed


def by_agreement(versions: Iterable[Row]) -> dict[str, list[Row]]:
    """The versions of each agreement, first to last."""
    found: dict[str, list[Row]] = {}
    for row in versions:
        found.setdefault(row["agreement_id"], []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: int(row["number"]))
    return found


def facts_of_row(version: Row, signed: Mapping[str, Mapping[str, date]]) -> VersionFacts:
    """What the rules need to know of a version."""
    return VersionFacts(
        number=version["number"],
        sent_at=from_stamp(version["sent_at"]) if version["sent_at"] else None,
        withdrawn_at=from_stamp(version["withdrawn_at"]) if version["withdrawn_at"] else None,
        signed=signed.get(version["id"], {}),
        start=day_of(version["start_on"]),
        end=day_of(version["end_on"]),
    )


def day_of(text: str | None) -> date | None:
    """A day as it is stored."""
    return date.fromisoformat(text) if text else None
