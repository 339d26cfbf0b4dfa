"""Sessions as calendar files, for the coach's own calendar: names and links are in them only where asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.domain.disclosures import KEPT, SHOWS_NOBODY
from coachdesk.domain.errors import failure
from coachdesk.domain.views.sessions import SessionLine
from coachdesk.services.hand_over import Leaving, hand_over_together, make_folder
from coachdesk.store import counting

if TYPE_CHECKING:
    from coachdesk.documents.calendar import CalendarEntry
    from coachdesk.services.desk import Desk

KIND, RECIPIENT = "calendar", "your own calendar"
TITLES = {
    "coaching": "Coaching session",
    "chemistry": "Chemistry session",
    "three-way": "Three-way meeting",
    "review": "Review meeting",
}
"""Each kind of session, as a calendar shows it without a name."""


def export(
    desk: Desk,
    found: Sequence[SessionLine],
    target: Path,
    *,
    names: bool = False,
    overwrite: bool = False,
    folder: bool = False,
) -> tuple[Path, ...]:
    """Write those sessions to one file, or to a file each where `target` is a folder (one that is there already is
    replaced: it is of the same session); with `folder` it is to be one, and is made in a folder that is there. With
    `names` the client's name is in the title, and the link or place too.

    Every file is in the register; with names, for each client that it shows. Raises `calendar.none`, `file.…`.
    """
    if not found:
        raise failure("calendar.none")
    changes = _changes(desk)
    if folder:
        make_folder(target)
    if not target.expanduser().is_dir():
        return (_write(desk, found, changes, target, names=names, overwrite=overwrite),)
    return tuple(
        _write(desk, [one], changes, target / f"session-{one.id}.ics", names=names, overwrite=True) for one in found
    )


def _write(
    desk: Desk, found: Sequence[SessionLine], changes: dict[str, int], target: Path, *, names: bool, overwrite: bool
) -> Path:
    from coachdesk.documents.calendar import calendar

    entries = [_entry(one, changes.get(one.id, 1) - 1, names) for one in found]
    data = calendar(entries, desk.settings().zone, desk.clock())
    whose = dict.fromkeys(one.client.id for one in found) if names else {"": None}
    count = "1 session" if len(found) == 1 else f"{len(found)} sessions"
    leaving = [
        Leaving(
            client_id=client_id,
            version_id="",
            kind=KIND,
            what=f"{count}, {'with' if names else 'without'} names",
            recipient=RECIPIENT,
            format="ics",
            fingerprint="",
            audience=KEPT if client_id else SHOWS_NOBODY,
        )
        for client_id in whose
    ]
    return hand_over_together(desk, leaving, data, target, overwrite=overwrite)


def _entry(one: SessionLine, sequence: int, names: bool) -> CalendarEntry:
    from coachdesk.documents.calendar import CalendarEntry

    title = TITLES[one.kind]
    return CalendarEntry(
        uid=f"{one.id}@coachdesk",
        at=one.at,
        minutes=one.minutes,
        title=f"{title} with {one.client.title}" if names else title,
        sequence=sequence,
        is_cancelled=one.state == "cancelled",
        where=(one.link or one.medium) if names else "",
    )


def _changes(desk: Desk) -> dict[str, int]:
    """How often each session was written, as the journal has it: undoing a change counts as one, so it never falls."""
    where = "WHERE table_name = 'session'"
    return {
        str(row_id): int(number) for row_id, number in counting.counts(desk.connection, "image", ("row_id",), where)
    }
