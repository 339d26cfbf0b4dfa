"""In a real terminal: a series across a change of clocks with a client ten zones away, held and cancelled late."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from coachdesk.domain.inputs.agreements import TermsInput
from coachdesk.domain.inputs.clients import ClientInput
from coachdesk.domain.inputs.goals import GoalInput
from coachdesk.domain.inputs.sessions import SessionInput
from coachdesk.domain.inputs.validate import Reading, validated
from coachdesk.domain.times import from_stamp
from coachdesk.services import agreements, clients, goals, sessions
from coachdesk.services.clock import fixed_clock
from coachdesk.services.desk import NewDesk, Passphrase, RecoveryKey, create_desk, new_recovery_key
from tests.driver import PtyStory
from tests.terminal import bare_environment

PASSPHRASE = "three plain words"
NOW = "2027-03-15T06:00:00Z"


def with_signed_agreement(folder: Path) -> None:
    """A desk in Sofia whose clock stands still; Aroha in Auckland has six sessions, one of them yesterday's."""
    new = NewDesk(name="Vera Stone", zone="Europe/Sofia", test_clock=True)
    desk = create_desk(folder, new, [RecoveryKey(new_recovery_key()), Passphrase(PASSPHRASE)])
    desk.clock = fixed_clock(from_stamp("2027-03-01T08:00:00Z"))
    reading = Reading(today=date(2027, 3, 15))
    entered = {"full_name": "Aroha Ngata", "called": "Aroha", "zone": "Pacific/Auckland"}
    aroha = clients.add(desk, validated(ClientInput, entered | {"email": "aroha@ngata.example"}, reading))
    goals.add(desk, aroha.id, validated(GoalInput, {"text": "Leave by five", "measure": "the door log"}))
    terms = {"sessions": 6, "minutes": 60, "fee": "1200.00", "start": "2027-03-01", "cancel_hours": 24}
    page = agreements.new(desk, aroha.id, validated(TermsInput, terms, reading).terms(), title="A new school")
    agreements.send(desk, page.id)
    for by, party in (("Aroha Ngata", "client"), ("Vera Stone", "coach")):
        agreements.sign(desk, page.id, by=by, on=date(2027, 3, 1), how="paper", party=party)
    sessions.add(desk, aroha.id, validated(SessionInput, {"at": "2027-03-14 09:00"}))
    desk.close()


async def test_a_series_across_a_change_of_clocks_is_planned_held_and_cancelled(tmp_path: Path) -> None:
    folder, home = tmp_path / "desk", tmp_path / "home"
    home.mkdir()
    with_signed_agreement(folder)
    run = [sys.executable, "-P", "-m", "coachdesk", "--desk", folder]
    env = bare_environment(home, PYTHONPATH=os.getcwd(), COACHDESK_NOW=NOW)
    async with PtyStory(run, env=env, cwd=home, size=(100, 32)) as desk:
        await desk.sees("passphrase").types(PASSPHRASE).does("unlock.open").sees("Sun 14 Mar")
        await desk.does("go.sessions").sees("1 to be marked", "To be marked", "Aroha")
        await desk.does("sessions.new").sees("A session with whom?").does("pick.open").sees("New session with Aroha")
        await desk.types("mon 20:30 theirs").sees("Mon 15 Mar 09:30 · theirs 20:30 in Auckland")
        await desk.press("tab", "tab", "tab", "tab", "tab", "tab", "right").sees("every week")
        await desk.press("tab").types("4").press("tab", "right").sees("their hour stays the same").does("form.save")
        await desk.sees("from Mon 29 Mar on it is 10:30 on your clock instead of 09:30").does("dialog.yes")
        await desk.sees("4 sessions planned", "2 of 6", "20:30 in Auckland").does("move.right").sees("Mon 22 Mar")
        await desk.does("move.right").sees("10:30", "20:30 in Auckland").does("sessions.today").sees("this week")
        await desk.does("move.first", "sessions.done").sees("How long was the session with Aroha").press("enter")
        await desk.sees("1 held, 4 booked, 5 left of 6").loses("To be marked")
        await desk.does("move.first", "sessions.cancel").sees("Less than the 24 h of notice").press("tab").types("ill")
        await desk.does("form.save").sees("cancelled and charged; 1 held, 1 charged, 3 booked, 4 left of 6")
        await desk.does("shell.undo").sees("1 held").does("shell.quit").ends(0)
        assert b"Traceback" not in bytes(desk.terminal.printed)
