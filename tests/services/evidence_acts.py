"""What tests of evidence do before what they are about: a look at one key, an entry, a settled session, a note."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coachdesk.domain.evidence.facts import Found
from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.register import EntryInput, entry_data
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.times import to_stamp
from coachdesk.domain.views.ethics import Subject
from coachdesk.services import consents, register, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from coachdesk.services.evidence import Reader
from tests.services.session_acts import plan


def look(desk: Desk, key: str, client_id: str = "", **about: str) -> Found:
    """What the records say now."""
    return Reader(desk).look(key, Subject(client_id, **about))


def found(desk: Desk, key: str, client_id: str = "", **about: str) -> bool | None:
    """Whether it is found now."""
    return look(desk, key, client_id, **about).found


def enter(desk: Desk, kind: str, client_id: str = "", text: str = "", **more: Any) -> str:
    """An entry of the register, and its id."""
    entered = validated(EntryInput, entry_data({"kind": kind, "text": text, **more}), Reading(desk.today()))
    return register.add(desk, entered, client_id).id


def allow(desk: Desk, client_id: str, kind: str, **more: Any) -> str:
    """A consent of today, and its id."""
    entered = validated(GiveInput, {"kind": kind, "on": desk.today().isoformat(), **more}, Reading(desk.today()))
    return consents.give(desk, client_id, entered).id


def meet(desk: Desk, client_id: str, at: datetime, **entered: Any) -> str:
    """A session at that instant that was held, the clock standing at its end or where it stood, whichever is later."""
    before = desk.clock()
    desk.clock = fixed_clock(min(before, at))
    session_id = plan(desk, client_id, to_stamp(at)[:16].replace("T", " "), zone="UTC", **entered).line.id
    line = sessions.line(desk, session_id)
    desk.clock = fixed_clock(max(before, line.ends))
    sessions.hold(desk, session_id)
    return session_id
