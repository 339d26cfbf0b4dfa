"""The doctor: opens every row, checks the sums, the schema, the files and the keys, and names what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachdesk.domain.views.desk import Checkup, Finding

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk


def check(desk: Desk) -> Checkup:
    """Everything that can be checked without changing anything. It reads through a connection of its own."""
    from coachdesk.store.check import examine

    findings, rows = examine(desk.dir, desk.vault)
    told = tuple(desk.opening_findings) + tuple(
        Finding(severity=one.severity, record=one.record, what=one.what, do=one.do) for one in findings
    )
    return Checkup(ok=not any(one.severity == "damaged" for one in told), findings=told, rows=rows)
