"""What tests of ethics do and look for: an entry, a consent, a session that was held, one question of a checklist."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coachdesk.domain.inputs.consents import GiveInput
from coachdesk.domain.inputs.register import EntryInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.views.ethics import Checklist, ItemView, Subject
from coachdesk.services import consents, ethics, register, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import Desk
from tests.services.session_acts import plan


def entry(desk: Desk, kind: str, client_id: str = "", **entered: Any) -> str:
    """An entry of the register."""
    details = entered.pop("details", {})
    data = {"kind": kind, "text": "as it was", **entered, "details": details}
    return register.add(desk, validated(EntryInput, data, Reading(desk.today())), client_id).id


def consent(desk: Desk, client_id: str, kind: str) -> str:
    """A client's yes of today."""
    data = {"kind": kind, "on": desk.today().isoformat(), "words": "she listens"}
    return consents.give(desk, client_id, validated(GiveInput, data, Reading(desk.today()))).id


def held(desk: Desk, client_id: str, at: str) -> str:
    """A session that was held: it is planned, its time comes, and the clock stays after it."""
    session_id = plan(desk, client_id, at).line.id
    desk.clock = fixed_clock(sessions.line(desk, session_id).at + timedelta(hours=2))
    sessions.hold(desk, session_id)
    return session_id


def of(desk: Desk, moment: str, event: str = "", client_id: str = "") -> list[Checklist]:
    """The checklists of now of one moment."""
    found = [one for one in ethics.now(desk).checklists if (one.moment, one.event) == (moment, event)]
    return [one for one in found if client_id in ("", one.subject.client_id)]


def asked(desk: Desk, item: str, client_id: str = "", moment: str = "") -> ItemView:
    """One question of the checklists of now."""
    found = [one for each in ethics.now(desk).checklists for one in each.items if one.item == item]
    return next(one for one in found if client_id in ("", one.subject.client_id))


def answer(desk: Desk, item: str, said: str, client_id: str = "", note: str = "") -> str:
    """An answer of the coach, about a client or the practice."""
    return ethics.answer(desk, item, said, Subject(client_id), note).id
