"""The note after a session: composed, changed, copied, saved; what went out is in the register."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

from coachdesk.services import client_actions, follow_ups, session_notes, sessions, shares
from coachdesk.services.desk import Desk
from coachdesk.services.hand_over import register
from tests.services.acts import change
from tests.services.session_acts import CLIENT, refused
from tests.services.session_work_acts import agree, another, held, planned

MINE = "Ockham"
"""A word in all that is the coach's own, or not declared."""


def told(desk: Desk) -> str:
    """A session that was held, with notes of every kind and something to share in every state."""
    session_id = held(desk)
    whose = sessions.line(desk, session_id).client.id
    agree(desk, session_id, topic="saying no upwards")
    session_notes.add(desk, session_id, "insight", "I can ask what to drop")
    for kind in ("note", "observation", "interpretation"):
        session_notes.add(desk, session_id, kind, f"{MINE} {kind}")
    client_actions.add(desk, whose, "talk to Rosa", date(2026, 12, 9), session_id)
    shares.add(desk, whose, f"{MINE} held back", True, session_id)
    asked = shares.add(desk, whose, f"{MINE} asked about", True, session_id)
    shares.answer(desk, asked.id, "agreed")
    declined = shares.add(desk, whose, f"{MINE} declined", True, session_id)
    shares.answer(desk, declined.id, "declined")
    heard = shares.add(desk, whose, "you light up", True, session_id)
    shares.answer(desk, heard.id, "agreed")
    shares.tell(desk, heard.id)
    return session_id


def test_only_what_is_theirs_is_in_it(desk: Desk) -> None:
    session_id = told(desk)
    another(desk, session_id, "2026-12-17 10:00")
    text = follow_ups.view(desk, session_id).text
    assert MINE not in text
    for words in ("saying no upwards", "I can ask what to drop", "talk to Rosa (by Wednesday 9 December)",
                  "you light up", "Thu 17 Dec 10:00 (Sofia time)", "Nadia Petrova"):  # fmt: skip
        assert words in text


def test_their_zone_and_language_are_used(desk: Desk) -> None:
    session_id = told(desk)
    change(desk, sessions.line(desk, session_id).client.id, zone="America/Santiago", language="German")
    another(desk, session_id, "2026-12-17 10:00")
    note = follow_ups.view(desk, session_id)
    assert "Donnerstag, 17. Dezember, 05:00 Uhr Ihrer Zeit (Santiago)" in note.text
    assert note.email == "amara@example.org"


def test_changes_are_kept_until_they_are_let_go(desk: Desk, tmp_path: Path) -> None:
    session_id = told(desk)
    kept = follow_ups.keep(desk, session_id, "Dear Amara,\nuntil soon")
    assert (kept.is_edited, follow_ups.view(desk, session_id).text) == (True, "Dear Amara,\nuntil soon")
    assert not follow_ups.forget(desk, session_id).is_edited
    follow_ups.keep(desk, session_id, "Dear Amara,\nuntil soon")
    place = follow_ups.save(desk, session_id, tmp_path / "note.txt")
    assert place.read_text() == "Dear Amara,\nuntil soon\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert follow_ups.view(desk, session_id).text == "Dear Amara,\nuntil soon", "what was sent stays as it was sent"
    (line,) = register(desk)
    assert (line.kind, line.recipient, line.file_name) == ("follow-up", "Amara Okonkwo", "note.txt")
    assert line.what == "note after the session of 3 December 2026"
    refused("file.exists", follow_ups.save, desk, session_id, tmp_path / "note.txt")
    assert len(register(desk)) == 1


def test_copying_is_in_the_register_too(desk: Desk) -> None:
    session_id = told(desk)
    note = follow_ups.copied(desk, session_id, "Dear Amara")
    assert note.text == "Dear Amara"
    (line,) = register(desk)
    assert (line.format, line.file_name, line.client) == ("copied", "", "Amara Okonkwo")
    assert follow_ups.view(desk, session_id).text == "Dear Amara"
    composed = follow_ups.forget(desk, session_id)
    assert not follow_ups.copied(desk, session_id, composed.text).is_edited, "copying changes nothing by itself"


def test_there_is_none_of_what_did_not_take_place(desk: Desk, tmp_path: Path) -> None:
    session_id = planned(desk)
    refused("session.not-begun", follow_ups.view, desk, session_id)
    sessions.cancel(desk, session_id, CLIENT)
    refused("wrap-up.not-held", follow_ups.save, desk, session_id, tmp_path / "note.txt")
    refused("wrap-up.not-held", follow_ups.keep, desk, session_id, "Dear")
    assert not (tmp_path / "note.txt").exists()
