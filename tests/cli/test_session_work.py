"""`sessions agree`, `note` and `export`, `prep` and `followup`: a session from the shell."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.program import Cli

TODAY = "2026-11-27 09:30"
"""Half past nine in Sofia, half an hour from now."""
MINE = "Ockham"


def planned(told: Cli) -> str:
    """Amara's session of this morning."""
    return str(told.json("sessions", "add", "--client", "amara", "--at", TODAY)["id"])


def at(monkeypatch: pytest.MonkeyPatch, stamp: str) -> None:
    """Move the clock."""
    monkeypatch.setenv("COACHDESK_NOW", stamp)


def test_prep_next_is_the_next_session(told: Cli) -> None:
    session_id = planned(told)
    told.json("add", "send the article @amara mon 12:00")
    card = told.json("prep", "next")
    assert card["session"]["id"] == session_id
    assert card["their_now"] == "08:00 in Lagos"
    assert card["promises"][0]["text"] == "send the article"
    assert {"what": "no session agreement yet", "command": "sessions.agree"} in card["missing"]
    assert told.json("prep", session_id[:6]) == card
    shown = told("prep", "amara").out
    assert "session " in shown
    assert "Amara · 09:30 for 60 min · 08:30 in Lagos" in shown
    assert "[ ] send the article (due Mon 30 Nov 12:00)" in shown


def test_nothing_planned_is_said(told: Cli) -> None:
    told("prep", "next").refused(1, "no session is planned")
    told("prep", "amara").refused(1, "there is no session amara")
    told("prep", "jose").refused(1, "fits several")
    told("followup", "next").refused(1, "no session is planned")


def test_settled_noted_held_and_written_to(told: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    session_id = planned(told)
    agreed = told.json(
        "sessions", "agree", "amara", "--topic", "saying no", "--result", "a sentence", "--minutes", "45"
    )
    assert (agreed["session"], agreed["topic"], agreed["minutes"]) == (session_id, "saying no", 45)
    at(monkeypatch, "2026-11-27T08:40:00Z")
    for kind in ("note", "observation", "interpretation", "share"):
        assert told.json("sessions", "note", "amara", "--kind", kind, f"{MINE} {kind}")["session"] == session_id
    told.json("sessions", "note", "amara", "--kind", "insight", "I can ask what to drop")
    told.json("sessions", "note", "amara", "--kind", "ACTION", "talk to Rosa")
    told.json("sessions", "hold", "amara")
    told.json("sessions", "add", "--client", "amara", "--at", "2026-12-04 09:30")
    note = told.json("followup", "amara")
    assert MINE not in note["text"]
    assert (note["session"], note["email"], note["file"]) == (session_id, "amara@example.org", None)
    for words in ("saying no", "I can ask what to drop", "talk to Rosa", "08:30 your time (Lagos)"):
        assert words in note["text"]
    file = tmp_path / "note.txt"
    assert told.json("followup", "amara", "--to", str(file))["file"] == str(file)
    assert file.read_text() == note["text"]
    assert [one["kind"] for one in told.json("disclosures")] == ["follow-up"]
    told("followup", "amara", "--to", str(file)).refused(1, "exists already")
    assert told("followup", "amara").out.startswith("Hello Amara,\n\nthank you")


def test_bad_words_for_a_session(told: Cli) -> None:
    session_id = planned(told)
    told("sessions", "agree", "amara", "--topic", " ").refused(1, "topic")
    told("sessions", "agree", "amara", "--topic", "x", "--minutes", "0").refused(1, "minutes")
    told("sessions", "note", "amara", "--kind", "gossip", "x").refused(1, "kind", "interpretation")
    told("sessions", "note", "amara", "--kind", "note", " ").refused(1, "empty")
    told("sessions", "note", "amara", "--kind", "note", "x" * 100_000).refused(1, "100,000", "20,000")
    told.json("sessions", "cancel", session_id, "--by", "client", "--why", "a cold")
    told("sessions", "note", session_id, "--kind", "note", "x").refused(1, "cancelled")
    told("sessions", "agree", session_id, "--topic", "x").refused(1, "cancelled")
    told("followup", session_id).refused(1, "cancelled")


def test_a_calendar_file_is_read_back(told: Cli, tmp_path: Path) -> None:
    file = tmp_path / "sessions.ics"
    told("sessions", "export", "--ics", "--to", str(file)).refused(1, "no session")
    session_id = planned(told)
    told("sessions", "export", "--to", str(file)).refused(2, "no format")
    done = told.json("sessions", "export", "--ics", "--to", str(file), "--names")
    assert done == {"file": str(file), "files": [str(file)], "sessions": 1}
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event.start == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)
    assert str(event["uid"]).startswith(session_id)
    assert "Amara" in str(event["summary"])
    told("sessions", "export", "--ics", "--to", str(file)).refused(1, "exists already")
    assert told.json("sessions", "export", "--ics", "--to", str(tmp_path), "--client", "amara")["sessions"] == 1
    assert "Amara" not in (tmp_path / f"session-{session_id}.ics").read_text()
    span = ("--from", "2026-12-01", "--until", "2026-11-30")
    told("sessions", "export", "--ics", "--to", str(file), *span).refused(1, "until", "before")
