"""Drafts of one client told apart: they mostly have the same title, and often no dates yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from coachdesk.domain.days import day_text
from coachdesk.domain.errors import CoachdeskError
from coachdesk.domain.times import clock_text, from_stamp, local
from coachdesk.domain.views.agreements import AgreementLine
from coachdesk.store import counting
from coachdesk.store.among import among

if TYPE_CHECKING:
    from coachdesk.services.desk import Desk

_OF_ID = 4


def told(desk: Desk, lines: Sequence[AgreementLine]) -> list[AgreementLine]:
    """The lines, with `apart` where a client has several drafts: when each was last changed (`14:05`, `20 Nov 14:05`),
    or the beginning of its id where that is the same minute."""
    several = Counter(line.client_id for line in lines if line.state == "draft")
    twins = [line for line in lines if line.state == "draft" and several[line.client_id] > 1]
    if not twins:
        return list(lines)
    now, zone = desk.clock(), desk.settings().zone
    changed = _changed(desk, [line.id for line in twins])
    words = {one: _words(local(at, zone), local(now, zone)) for one, at in changed.items()}
    same = Counter((line.client_id, words.get(line.id, "")) for line in twins)
    apart = {
        line.id: words[line.id] if line.id in words and same[line.client_id, words[line.id]] == 1 else line.id[:_OF_ID]
        for line in twins
    }
    return [replace(line, apart=apart[line.id]) if line.id in apart else line for line in lines]


def _words(at: datetime, now: datetime) -> str:
    """Short, since it stands beside a state that is never to be cut."""
    if at.date() == now.date():
        return clock_text(at)
    day = day_text(at.date(), year=False).partition(" ")[2]
    return f"{day} {clock_text(at)}" if at.year == now.year else f"{day} {at.year}"


def _changed(desk: Desk, ids: Collection[str]) -> dict[str, datetime]:
    """When each of those agreements was last written, it or a version of it, as the journal has it."""
    versions = counting.columns(
        desk.connection, "agreement_version", ("id", "agreement_id"), f"WHERE agreement_id IN {among(ids)}", list(ids)
    )
    whose = {**dict(versions), **{one: one for one in ids}}
    rows = list(whose)
    written = counting.columns(
        desk.connection, "image", ("row_id", "action_id"), f"WHERE row_id IN {among(rows)}", rows
    )
    actions = sorted({action for _, action in written})
    times = counting.columns(desk.connection, "action", ("id", "at"), f"WHERE id IN {among(actions)}", actions)
    at: dict[str, datetime] = {}
    for action, stamp in times:
        with suppress(CoachdeskError):  # a damaged instant is for doctor to name: the list is about other things
            at[action] = from_stamp(stamp)
    found: dict[str, list[datetime]] = defaultdict(list)
    for row, action in written:
        if action in at:
            found[whose[row]].append(at[action])
    return {one: max(stamps) for one, stamps in found.items()}
