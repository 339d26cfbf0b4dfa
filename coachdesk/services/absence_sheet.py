"""The sheet for who stands in while the coach is away: names and numbers, of those clients alone who consented."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.absence_words import Reachable, sheet_lines
from coachdesk.domain.disclosures import Audience, to_other
from coachdesk.domain.errors import failure
from coachdesk.domain.times import local
from coachdesk.services.absences import known, leave_of, view
from coachdesk.services.gate import LeftOut, sift
from coachdesk.services.hand_over import Leaving, hand_over_together

if TYPE_CHECKING:
    from coachdesk.domain.absences import Away
    from coachdesk.services.desk import Desk

CONSENT = "stand-in"
LIVE = "WHERE stage <> 'ended'"


def sheet(desk: Desk, absence_id: str) -> tuple[str, ...]:
    """The sheet as it would be handed over, a line each. Raises `ref.unknown`, `absence.no-cover`."""
    one = known(desk, absence_id)
    return _lines(desk, one, _who(desk, one)[0])


def left_out(desk: Desk, absence_id: str) -> tuple[LeftOut, ...]:
    """The clients who are not on the sheet, and what they said. Raises `ref.unknown`, `absence.no-cover`."""
    return _who(desk, known(desk, absence_id))[1]


def unnamed(desk: Desk, absence_id: str, items: Collection[str] = ()) -> tuple[LeftOut, ...]:
    """Of the clients with whom it touches something (or one of these sessions and tasks), those who will not be on the
    sheet for who stands in; nobody where nobody stands in. Raises `ref.unknown`."""
    found = view(desk, absence_id)
    if found.cover is None:
        return ()
    wanted = [one.to for one in found.touched if not items or one.id in items]
    clients = [who.id for who in wanted if who is not None and who.kind == "client"]
    return sift(desk, clients, _audience(desk, known(desk, absence_id)))[1]


def hand_over(desk: Desk, absence_id: str, target: Path, *, overwrite: bool = False) -> tuple[Path, int]:
    """Write the sheet to a file for who stands in: its place, and how many clients are on it. Each has a line in
    the register, with the consent. Raises `ref.unknown`, `absence.no-cover`, `absence.no-consent`, `file.…`."""
    one = known(desk, absence_id)
    clients, _ = _who(desk, one)
    if not clients:
        raise failure("absence.no-consent")
    text = "\n".join(_lines(desk, one, clients)) + "\n"
    leave, _ = leave_of(desk, one)
    leaving = [
        Leaving(
            client_id=client_id,
            version_id="",
            kind="stand-in-sheet",
            what="name and number, for who stands in",
            recipient=leave.cover.name if leave.cover else "",
            format="txt",
            fingerprint="",
            audience=_audience(desk, one),
        )
        for client_id in clients
    ]
    return hand_over_together(desk, leaving, text.encode(), target, overwrite=overwrite), len(clients)


def _lines(desk: Desk, one: Away, clients: dict[str, Reachable]) -> tuple[str, ...]:
    return sheet_lines(leave_of(desk, one)[0], clients.values())


def _who(desk: Desk, one: Away) -> tuple[dict[str, Reachable], tuple[LeftOut, ...]]:
    """The clients whose consent holds, today and when the absence begins, by id; and those whose does not."""
    if not one.cover_id:
        raise failure("absence.no-cover", where="cover")
    rows = {row["id"]: row for row in desk.rows("client", LIVE)}
    may, left = sift(desk, rows, _audience(desk, one))
    return {each: Reachable(rows[each]["full_name"] or rows[each]["called"], rows[each]["phone"]) for each in may}, left


def _audience(desk: Desk, one: Away) -> Audience:
    begins, today = local(one.since, desk.settings().zone).date(), desk.today()
    return to_other(CONSENT, on=max(begins, today))
